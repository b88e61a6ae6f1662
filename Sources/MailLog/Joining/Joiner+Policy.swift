internal import SPF

extension Joiner {
  /// A line of a policy service.
  mutating func policy(_ statement: Statement, _ context: LineContext) {
    if let id = statement.queueID.map(Self.key), let mail = queue[id], let message = mail.message,
      !message.isClosed,
      message.event.disposition == statement.disposition || statement.disposition == .unknown,
      Self.agree(message.event.identity, statement.identity),
      Self.agree(message.event.result, statement.result)
    {
      merge(statement, into: message, context)
      return
    }
    let stream = context.process
    if let last = streams[stream],
      continues(last, statement, context)
    {
      let hadClient = last.event.client != nil
      merge(statement, into: last, context)
      if !hadClient { expect(last) }
      return
    }
    if let early = newest, isAnsweredEarly(early, statement, context) {
      merge(statement, into: early, context)
      early.event.reporter = statement.reporter
      streams.set(stream, early)
      return
    }
    let message = open(statement, context)
    message.stream = stream
    streams.set(stream, message)
    if let id = statement.queueID.map(Self.key), let mail = queue[id], mail.message == nil {
      // The id was given for an earlier recipient.
      attach(message, to: mail)
      return
    }
    expect(message)
  }

  /// Whether the mail server's line about this statement came before it: the two may reach the log by ways of
  /// their own.
  private func isAnsweredEarly(_ message: OpenMessage, _ statement: Statement, _ context: LineContext) -> Bool
  {
    guard message.event.reporter == .postfix, !message.isClosed, let client = statement.client else {
      return false
    }
    return message.event.client == client && message.event.result == statement.result
      && Self.agree(message.event.identity, statement.identity)
      && Self.agreeFolded(message.event.sender, statement.identity == .helo ? nil : statement.sender)
      && statement.disposition != .accepted && abs(seconds(context) - message.touched) <= 2
  }

  /// Awaits the mail server's line about a message.
  private mutating func expect(_ message: OpenMessage) {
    guard let client = message.event.client else { return }
    let known = active.find(client)
    let activity = known ?? ActiveClient()
    if !activity.pending.isEmpty { activity.pending.removeAll { $0.isClosed || $0.isAnswered } }
    if activity.pending.count >= 64 { activity.pending.removeFirst() }
    activity.pending.append(message)
    if activity.openSessions == 1, let session = sessions[activity.lastSession], session.client == client {
      message.session = activity.lastSession
      message.event.clientName = message.event.clientName ?? session.name
      message.event.service = session.service
    }
    if known == nil { active.set(client, activity) }
  }

  /// Whether a line goes on about the message of the line before of the same process, which serves one
  /// request at a time.
  private func continues(_ last: OpenMessage, _ statement: Statement, _ context: LineContext) -> Bool {
    guard !last.isClosed, seconds(context) - last.touched <= Self.window,
      last.event.reporter == statement.reporter,
      Self.agree(last.event.client, statement.client), Self.agreeFolded(last.event.sender, statement.sender)
    else { return false }
    if let instance = last.instance, let other = statement.instance { return instance == other }
    guard !last.isAnswered else { return false }
    if last.isFinal {
      // Further recipients of one message are refused in a row; one that is taken is told of once.
      return statement.kind == .action && statement.disposition != .accepted
        && seconds(context) - last.touched <= 1
        && last.event.identity == statement.identity && last.event.result == statement.result
        && last.event.client == statement.client && last.event.disposition == statement.disposition
        && (statement.recipients.isEmpty || last.event.recipients != statement.recipients)
    }
    switch statement.kind {
    case .result:
      return last.event.identity == .helo && statement.identity == .mailFrom || last.event.identity == nil
        || last.event.identity == statement.identity && last.event.result == statement.result
          && statement.reason != nil && last.event.reason == nil
    case .action, .words:
      return true
    }
  }

  /// Gives a message what is known of its queue id.
  func attach(_ message: OpenMessage, to mail: QueuedMail) {
    mail.message = message
    message.isAnswered = true
    Self.supplement(&message.event, mail)
  }

  private static func supplement(_ event: inout SPFEvent, _ mail: QueuedMail) {
    if event.client == nil { event.client = mail.client }
    if event.clientName == nil { event.clientName = mail.name }
    if event.service == nil { event.service = mail.service }
    if event.authenticatedUser == nil { event.authenticatedUser = mail.user }
    if event.sender == nil { event.sender = mail.sender }
    if !mail.otherResults.isEmpty { addOthers(mail.otherResults, to: &event) }
  }

  /// The key of a queue id.
  static func key(_ id: String) -> UInt64 { Array(id.utf8).withOctets { $0.hash64 } }
}
