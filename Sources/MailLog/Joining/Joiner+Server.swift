internal import SPF

extension Joiner {
  /// `connect from NAME[ADDRESS]`
  mutating func connect(_ client: IPAddress, _ name: Octets?, service: String?, _ context: LineContext) {
    let known = survey.connect(client, name)
    let session = context.process
    if let stale = sessions[session] { close(session, stale) }
    let activity: ActiveClient
    if let found = active.find(client) {
      activity = found
    } else {
      activity = ActiveClient()
      active.set(client, activity)
    }
    activity.openSessions += 1
    activity.lastSession = session
    sessions.set(session, Session(client: client, name: known, service: service, activity: activity))
  }

  /// `disconnect from NAME[ADDRESS]`
  mutating func disconnect(_ context: LineContext) {
    guard let session = sessions.take(context.process) else { return }
    close(context.process, session)
  }

  /// What a connection spoke of is complete when it ends, but for mail in the queue.
  private mutating func close(_ process: UInt64, _ session: Session) {
    if let message = session.message, message.event.queueID == nil { close(message) }
    let activity = session.activity
    activity.openSessions = max(0, activity.openSessions - 1)
    if !activity.pending.isEmpty {
      for message in activity.pending where !message.isAnswered && !message.isClosed {
        // With other connections of this client open, it may be theirs.
        guard message.session == process || message.session == 0 && activity.openSessions == 0 else {
          continue
        }
        message.event.clientName = message.event.clientName ?? session.name
        message.event.service = message.event.service ?? session.service
        close(message)
      }
      activity.pending.removeAll { $0.isClosed || $0.isAnswered }
    }
    if activity.openSessions == 0, activity.pending.isEmpty { active.take(session.client) }
  }

  /// `QUEUEID: client=NAME[ADDRESS], sasl_username=…`: a first recipient was taken.
  mutating func accepted(
    id: Octets, client: IPAddress, name: Octets?, user: String?, service: String?, _ context: LineContext
  ) {
    let mail = QueuedMail()
    mail.client = client
    let session = sessions[context.process]
    mail.name = session?.client == client ? session?.name : name?.field(limit: 255)
    mail.service = service
    mail.user = user
    if user != nil { survey.add(client) { $0.authenticated += 1 } }
    queue.set(id.hash64, mail)
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
    message.session = context.process
    message.touched = seconds(context)
    attach(message, to: mail)
    remember(message, context)
  }

  /// A refusal by smtpd or cleanup.
  mutating func rejected(_ rejection: SMTPRejection, service: String?, _ context: LineContext) {
    let speaks = ReplyReader.speaksOfSPF(rejection.reply)
    var message: OpenMessage?
    if let id = rejection.queueID, let mail = queue[id.hash64], let known = mail.message, !known.isClosed {
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
      !isKnown && (speaks || message?.isFinal == false)
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
        return open(statement, context)
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
    message.isAnswered = true
    message.session = context.process
    message.touched = seconds(context)
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
    guard let earlier = sessions[context.process]?.message, earlier !== message, !earlier.isClosed,
      earlier.event.sender == message.event.sender, earlier.event.helo == message.event.helo,
      earlier.event.identity == message.event.identity, earlier.event.result == message.event.result,
      earlier.event.disposition == message.event.disposition, earlier.event.queueID == message.event.queueID,
      seconds(context) - earlier.touched <= Self.horizon,
      !message.event.recipients.contains(where: { earlier.event.recipients.contains($0) })
    else { return false }
    Self.addRecipients(message.event.recipients, to: &earlier.event)
    earlier.touched = seconds(context)
    message.isClosed = true
    return true
  }

  /// Notes the message of a connection; the one before is complete.
  private mutating func remember(_ message: OpenMessage, _ context: LineContext) {
    guard var session = sessions[context.process] else { return }
    if let earlier = session.message, earlier !== message, earlier.event.queueID == nil { close(earlier) }
    session.message = message
    sessions.set(context.process, session)
  }

  /// The oldest outcome for `client` of which this connection may speak; a preferred one before others.
  private func pending(
    _ client: IPAddress, _ context: LineContext, where fits: (OpenMessage) -> Bool,
    prefer: (OpenMessage) -> Bool = { _ in false }
  ) -> OpenMessage? {
    let session = sessions[context.process]
    guard let activity = session?.client == client ? session?.activity : active[client],
      !activity.pending.isEmpty
    else { return nil }
    var best: OpenMessage?
    var bestScore = -1
    for message in activity.pending where !message.isAnswered && !message.isClosed {
      guard message.session == 0 || message.session == context.process,
        seconds(context) - message.touched <= Self.window, fits(message)
      else { continue }
      let score = (message.session == context.process ? 1 : 0) + (prefer(message) ? 2 : 0)
      if score > bestScore {
        best = message
        bestScore = score
      }
    }
    return best
  }
}
