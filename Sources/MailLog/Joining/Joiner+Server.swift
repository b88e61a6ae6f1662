internal import SPF

extension Joiner {
  /// `connect from NAME[ADDRESS]`
  mutating func connect(_ client: IPAddress, _ name: Octets?, service: String?, _ context: LineContext) {
    let known = survey.connect(client, name)
    let session = context.process
    let entry = sessions.obtain(session)
    if entry.value.isOpen { close(session, entry) }
    let activity = active.obtain(client)
    activity.value.openSessions += 1
    activity.value.lastSession = session
    entry.value = Session(isOpen: true, client: client, name: known, service: service)
  }

  /// `disconnect from NAME[ADDRESS]`
  mutating func disconnect(_ context: LineContext) {
    guard let session = sessions.find(context.process) else { return }
    close(context.process, session)
    sessions.remove(context.process)
  }

  /// What a connection spoke of is complete when it ends, but for mail in the queue.
  private mutating func close(_ process: UInt64, _ session: Slot<Session>) {
    let client = session.value.client
    if let message = session.value.message, message.event.queueID == nil { close(message) }
    guard let activity = active.find(client) else { return }
    activity.value.openSessions = max(0, activity.value.openSessions - 1)
    if !activity.value.pending.isEmpty {
      for message in activity.value.pending where !message.state.isAnswered && !message.isClosed {
        // With other connections of this client open, it may be theirs.
        guard
          message.state.session == process || message.state.session == 0 && activity.value.openSessions == 0
        else {
          continue
        }
        if message.event.clientName == nil { message.event.clientName = session.value.name }
        if message.event.service == nil { message.event.service = session.value.service }
        close(message)
      }
      activity.value.pending.removeAll { $0.isClosed || $0.state.isAnswered }
    }
    if activity.value.openSessions == 0, activity.value.pending.isEmpty { active.remove(client) }
  }

  /// `QUEUEID: client=NAME[ADDRESS], sasl_username=…`: a first recipient was taken.
  mutating func accepted(
    id: Octets, client: IPAddress, name: Octets?, user: String?, service: String?, _ context: LineContext
  ) {
    guard let key = QueueKey(id) else { return }
    let mail = queue.obtain(key)
    mail.value.recycle()
    mail.value.client = client
    if let session = sessions.find(context.process), session.value.client == client {
      mail.value.name = session.value.name
    } else {
      mail.value.name = name?.field(limit: 255)
    }
    mail.value.service = service
    mail.value.user = user
    if user != nil { survey.add(client) { $0.authenticated += 1 } }
    guard
      let message = pending(
        client, context,
        where: { message in
          message.event.disposition != .rejected && message.event.disposition != .deferred
            && (message.event.queueID.map { id.equalsFolded($0) } ?? true)
        })
    else { return }
    message.event.queueID = id.text
    message.event.disposition = .accepted
    message.state.session = context.process
    message.state.touched = seconds(context)
    attach(message, to: mail)
    remember(message, context)
  }

  /// A refusal by smtpd or cleanup.
  mutating func rejected(_ rejection: SMTPRejection, service: String?, _ context: LineContext) {
    let speaks = ReplyReader.speaksOfSPF(rejection.reply)
    var message: OpenMessage?
    if let key = rejection.queueID.flatMap(QueueKey.init), let known = queue.find(key)?.value.message,
      !known.isClosed
    {
      // A later recipient of a message of which others were taken stays with it.
      message = known
    } else if let client = rejection.client {
      message = pending(
        client, context,
        where: { message in
          guard let from = rejection.from, let sender = message.event.sender, !sender.isEmpty else {
            return true
          }
          return from.equalsFolded(sender)
        },
        prefer: { message in
          let disposition = message.event.disposition
          return (disposition == .rejected || disposition == .deferred) == speaks
        })
    }
    if message == nil, !speaks { return }
    let isKnown =
      message.map { $0.event.result != nil && $0.event.identity != nil && $0.event.reason != nil } ?? false
    let reply =
      !isKnown && (speaks || message?.state.isFinal == false)
      ? ReplyReader.read(rejection.reply, .action, .postfix) : nil
    if let message {
      if let reply, message.event.result == nil { message.event.result = reply.result }
      if message.event.identity == nil { message.event.identity = reply?.identity }
      if message.event.reason == nil { message.event.reason = reply?.reason }
    }
    let found =
      message
      ?? {
        var statement = reply ?? Statement(.action, .postfix)
        statement.client = rejection.client ?? statement.client
        // `r=` of the address is of the first recipient.
        statement.recipients = []
        return open(&statement, context)
      }()
    complete(found, rejection, service, context)
    let disposition = rejection.isWarning ? Disposition.unknown : ReplyReader.disposition(rejection.reply)
    if rejection.isWarning {
      if message == nil { found.event.disposition = .unknown }
    } else {
      found.event.disposition = disposition == .unknown ? .rejected : disposition
    }
    if speaks, let to = rejection.to, let at = to.lastPosition(of: "@"),
      !(service?.hasPrefix("sub") ?? false),
      !(service?.hasPrefix("smtps") ?? false)
    {
      survey.recipientDomains.count(to.dropFirst(at + 1), folded: true)
    }
    if fold(found, context) { return }
    remember(found, context)
  }

  private func complete(
    _ message: OpenMessage, _ rejection: SMTPRejection, _ service: String?, _ context: LineContext
  ) {
    message.state.isAnswered = true
    message.state.session = context.process
    message.state.touched = seconds(context)
    Self.complete(&message.event, rejection, service)
  }

  private static func complete(_ event: inout SPFEvent, _ rejection: SMTPRejection, _ service: String?) {
    event.service = event.service ?? service
    if let name = rejection.name, !(event.clientName.map { name.equals($0) } ?? false) {
      event.clientName = name.field(limit: 255)
    }
    // The mail server keeps the case that a policy service folds.
    if let helo = rejection.helo, !(event.helo.map { helo.equals($0) } ?? false),
      let text = helo.field(limit: 512)
    {
      event.helo = text
    }
    if let from = rejection.from, !(event.sender.map { from.equals($0) } ?? false) {
      event.sender = from.prefix(1024).text
    }
    if let id = rejection.queueID { event.queueID = id.field(limit: 32) }
    if let to = rejection.to?.field() {
      if event.recipients.count == 1, event.recipients[0].lowercased() == to.lowercased() {
        event.recipients = [to]
      } else {
        addRecipients([to], to: &event)
      }
    }
  }

  /// Further recipients of one message are refused one by one: they become one.
  private mutating func fold(_ message: OpenMessage, _ context: LineContext) -> Bool {
    guard let earlier = sessions.find(context.process)?.value.message, earlier != message, !earlier.isClosed,
      earlier.event.sender == message.event.sender, earlier.event.helo == message.event.helo,
      earlier.event.identity == message.event.identity, earlier.event.result == message.event.result,
      earlier.event.disposition == message.event.disposition, earlier.event.queueID == message.event.queueID,
      seconds(context) - earlier.state.touched <= Self.horizon,
      !message.event.recipients.contains(where: { earlier.event.recipients.contains($0) })
    else { return false }
    Self.addRecipients(message.event.recipients, to: &earlier.event)
    earlier.state.touched = seconds(context)
    discard(message)
    return true
  }

  /// Notes the message of a connection; the one before is complete.
  private mutating func remember(_ message: OpenMessage, _ context: LineContext) {
    guard let session = sessions.find(context.process) else { return }
    if let earlier = session.value.message, earlier != message, earlier.event.queueID == nil {
      close(earlier)
    }
    session.value.message = message
  }

  /// The oldest outcome for `client` of which this connection may speak; a preferred one before others.
  private func pending(
    _ client: IPAddress, _ context: LineContext, where fits: (OpenMessage) -> Bool,
    prefer: (OpenMessage) -> Bool = { _ in false }
  ) -> OpenMessage? {
    guard let activity = active.find(client), !activity.value.pending.isEmpty else { return nil }
    var best: OpenMessage?
    var bestScore = -1
    for message in activity.value.pending where !message.state.isAnswered && !message.isClosed {
      guard message.state.session == 0 || message.state.session == context.process,
        seconds(context) - message.state.touched <= Self.window, fits(message)
      else { continue }
      let score = (message.state.session == context.process ? 1 : 0) + (prefer(message) ? 2 : 0)
      if score > bestScore {
        best = message
        bestScore = score
      }
    }
    return best
  }
}
