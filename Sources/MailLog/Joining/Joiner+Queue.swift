internal import SPF

extension Joiner {
  /// `QUEUEID: from=<…>` of qmgr.
  mutating func queued(id: Octets, from sender: Octets) {
    let key = id.hash64
    guard let mail = queue[key] else {
      // Mail of our own, of which a bounce may speak later.
      let mail = QueuedMail()
      mail.sender = sender.prefix(1024).text
      queue.set(key, mail)
      return
    }
    guard mail.sender == nil else { return }
    if let known = mail.message?.event.sender, sender.equals(known) {
      mail.sender = known
      return
    }
    let text = sender.prefix(1024).text
    mail.sender = text
    guard let message = mail.message else { return }
    if let known = message.event.sender, !known.isEmpty, !sender.equalsFolded(known) {
      exchange(message, mail, sender)
    }
    if let own = mail.message, own.event.sender == nil { own.event.sender = text }
  }

  /// Two connections of one client were taken for each other: the queue ids change places.
  private func exchange(_ message: OpenMessage, _ mail: QueuedMail, _ sender: Octets) {
    guard let client = mail.client, let activity = active[client] else { return }
    for other in activity.pending where !other.isClosed && !other.isAnswered {
      guard let theirs = other.event.sender, sender.equalsFolded(theirs) else { continue }
      other.event.queueID = message.event.queueID
      other.event.disposition = message.event.disposition
      other.session = message.session
      message.event.queueID = nil
      message.isAnswered = false
      message.session = 0
      attach(other, to: mail)
      return
    }
  }

  /// `QUEUEID: to=<…>, orig_to=<…>` of a delivery agent.
  mutating func delivered(id: Octets, to recipient: Octets) {
    guard let mail = queue[id.hash64] else { return }
    if mail.isFromOutside, let at = recipient.lastPosition(of: "@"), at + 1 < recipient.count {
      survey.recipientDomains.count(recipient.dropFirst(at + 1), folded: true)
    }
    guard let message = mail.message, !message.isClosed, let text = recipient.field() else { return }
    Self.addRecipients([text], to: &message.event)
  }

  /// `QUEUEID: removed` of qmgr.
  mutating func removed(id: Octets) {
    guard let mail = queue.take(id.hash64), let message = mail.message else { return }
    close(message)
  }

  /// What another method found for a queue id.
  mutating func other(id: Octets, _ result: OtherResult) {
    let key = id.hash64
    let mail = queue[key] ?? QueuedMail()
    if let message = mail.message {
      Self.addOthers([result], to: &message.event)
      return
    }
    if mail.otherResults.count < 8 { mail.otherResults.append(result) }
    queue.set(key, mail)
  }

  /// A statement of a filter or in a header field, which no mail server's line answers.
  mutating func words(_ statement: Statement, _ context: LineContext) {
    if let id = statement.queueID {
      let key = Self.key(id)
      let mail = queue[key] ?? QueuedMail()
      if let message = mail.message, !message.isClosed {
        supplement(message, statement)
        return
      }
      let message = open(statement, context)
      attach(message, to: mail)
      queue.set(key, mail)
      return
    }
    if let earlier = newest, !earlier.isClosed, earlier.event.reporter != statement.reporter,
      earlier.event.client == statement.client, statement.client != nil,
      earlier.event.result == statement.result,
      Self.agreeFolded(earlier.event.sender, statement.sender),
      seconds(context) - earlier.touched <= Self.window
    {
      supplement(earlier, statement)
      return
    }
    let message = open(statement, context)
    message.isAnswered = true
    message.isFinal = true
  }

  /// Adds what a second program says of a message; the outcome is the first one's.
  private func supplement(_ message: OpenMessage, _ statement: Statement) {
    Self.addOthers(statement.otherResults, to: &message.event)
    Self.addRecipients(statement.recipients, to: &message.event)
    if statement.disposition == .rejected || statement.disposition == .deferred {
      message.event.disposition = statement.disposition
    }
    if message.event.helo == nil { message.event.helo = statement.helo }
    if message.event.sender == nil { message.event.sender = statement.sender }
    if message.event.client == nil { message.event.client = statement.client }
    if message.event.authenticatedUser == nil { message.event.authenticatedUser = statement.user }
  }

  /// Another system's words about mail of ours: `status=bounced (host … said: 550 …)`.
  mutating func bounced(
    id: Octets, to recipient: Octets, _ statement: Statement, isFinal: Bool, _ context: LineContext
  ) {
    var statement = statement
    statement.queueID = id.text
    statement.recipients = recipient.field().map { [$0] } ?? []
    statement.sender = queue[id.hash64]?.sender ?? statement.sender
    statement.disposition = isFinal ? .rejected : .deferred
    let message = open(statement, context)
    message.event.service = "smtp"
    message.isAnswered = true
  }
}
