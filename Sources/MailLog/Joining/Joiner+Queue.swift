internal import SPF

extension Joiner {
  /// `QUEUEID: from=<…>` of qmgr.
  mutating func queued(id: Octets, from sender: Octets) {
    guard let key = QueueKey(id) else { return }
    guard let mail = queue.find(key) else {
      // Mail of our own, of which a bounce may speak later.
      queue.obtain(key).value.sender = sender.prefix(1024).text
      return
    }
    guard mail.value.sender == nil else { return }
    let open = mail.value.message.flatMap { $0.isClosed ? nil : $0 }
    if let known = open?.event.sender, sender.equals(known) {
      mail.value.sender = known
      return
    }
    let text = sender.prefix(1024).text
    mail.value.sender = text
    guard let message = open else { return }
    if let known = message.event.sender, !known.isEmpty, !sender.equalsFolded(known) {
      exchange(message, mail, sender)
    }
    if let own = mail.value.message, own.event.sender == nil { own.event.sender = text }
  }

  /// Two connections of one client were taken for each other: the queue ids change places.
  private func exchange(_ message: OpenMessage, _ mail: Slot<QueuedMail>, _ sender: Octets) {
    guard let client = mail.value.client, let activity = active.find(client) else { return }
    for other in activity.value.pending where !other.isClosed && !other.state.isAnswered {
      guard let theirs = other.event.sender, sender.equalsFolded(theirs) else { continue }
      other.event.queueID = message.event.queueID
      other.event.disposition = message.event.disposition
      other.state.session = message.state.session
      message.event.queueID = nil
      message.state.isAnswered = false
      message.state.session = 0
      attach(other, to: mail)
      return
    }
  }

  /// `QUEUEID: to=<…>, orig_to=<…>` of a delivery agent.
  mutating func delivered(id: Octets, to recipient: Octets) {
    guard let mail = QueueKey(id).flatMap({ queue.find($0) }) else { return }
    if QueuedMail.isFromOutside(mail.value.client, hasUser: mail.value.user != nil),
      let at = recipient.lastPosition(of: "@"), at + 1 < recipient.count
    {
      survey.recipientDomains.count(recipient.dropFirst(at + 1), folded: true)
    }
    guard let message = mail.value.message, !message.isClosed, let text = recipient.field() else { return }
    Self.addRecipient(text, to: &message.event)
  }

  /// `QUEUEID: removed` of qmgr.
  mutating func removed(id: Octets) {
    guard let key = QueueKey(id), let mail = queue.find(key) else { return }
    let message = mail.value.message
    queue.remove(key)
    if let message { close(message) }
  }

  /// What another method found for a queue id.
  mutating func other(id: Octets, _ result: OtherResult) {
    guard let mail = QueueKey(id).map({ queue.obtain($0) }) else { return }
    if let message = mail.value.message {
      Self.addOther(result, to: &message.event)
      return
    }
    if mail.value.otherResults.count < 8 { mail.value.otherResults.append(result) }
  }

  /// A statement of a filter or in a header field, which no mail server's line answers.
  mutating func words(_ statement: inout Statement, _ context: LineContext) {
    if let key = statement.queueID.flatMap(QueueKey.init) {
      let mail = queue.obtain(key)
      if let message = mail.value.message, !message.isClosed {
        supplement(message, statement)
        return
      }
      let message = open(&statement, context)
      attach(message, to: mail)
      return
    }
    if let earlier = newest, !earlier.isClosed, earlier.event.reporter != statement.reporter,
      earlier.event.client == statement.client, statement.client != nil,
      earlier.event.result == statement.result,
      Self.agreeFolded(earlier.event.sender, statement.sender),
      seconds(context) - earlier.state.touched <= Self.window
    {
      supplement(earlier, statement)
      return
    }
    let message = open(&statement, context)
    message.state.isAnswered = true
    message.state.isFinal = true
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
    if let mail = QueueKey(id).flatMap({ queue.find($0) }), let sender = mail.value.sender {
      statement.sender = sender
    }
    statement.disposition = isFinal ? .rejected : .deferred
    let message = open(&statement, context)
    message.event.service = "smtp"
    message.state.isAnswered = true
  }
}
