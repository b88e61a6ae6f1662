internal import SPF

extension Joiner {
  /// A line of a policy service.
  mutating func policy(_ statement: inout Statement, _ context: LineContext) {
    let mail = queued(statement)
    if let mail, let message = mail.value.message,
      !message.isClosed,
      message.event.disposition == statement.disposition || statement.disposition == .unknown,
      Self.agree(message.event.identity, statement.identity),
      Self.agree(message.event.result, statement.result)
    {
      merge(statement, into: message, context)
      return
    }
    let stream = context.process
    if let last = streams.find(stream)?.value.message,
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
      streams.obtain(stream).value.message = early
      return
    }
    let message = open(&statement, context)
    message.state.stream = stream
    streams.obtain(stream).value.message = message
    if let mail, mail.value.message == nil {
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
      && statement.disposition != .accepted && abs(seconds(context) - message.state.touched) <= 2
  }

  /// Awaits the mail server's line about a message.
  private mutating func expect(_ message: OpenMessage) {
    guard let client = message.event.client else { return }
    let activity = active.obtain(client)
    if !activity.value.pending.isEmpty {
      activity.value.pending.removeAll { $0.isClosed || $0.state.isAnswered }
    }
    if activity.value.pending.count >= 64 { activity.value.pending.removeFirst() }
    activity.value.pending.append(message)
    if activity.value.openSessions == 1, let session = sessions.find(activity.value.lastSession),
      session.value.client == client
    {
      message.state.session = activity.value.lastSession
      if message.event.clientName == nil { message.event.clientName = session.value.name }
      message.event.service = session.value.service
    }
  }

  /// Whether a line goes on about the message of the line before of the same process, which serves one
  /// request at a time.
  private func continues(_ last: OpenMessage, _ statement: Statement, _ context: LineContext) -> Bool {
    guard !last.isClosed, seconds(context) - last.state.touched <= Self.window,
      last.event.reporter == statement.reporter,
      Self.agree(last.event.client, statement.client), Self.agreeFolded(last.event.sender, statement.sender)
    else { return false }
    if let instance = last.state.instance, let other = statement.instance { return instance == other }
    guard !last.state.isAnswered else { return false }
    if last.state.isFinal {
      // Further recipients of one message are refused in a row; one that is taken is told of once.
      return statement.kind == .action && statement.disposition != .accepted
        && seconds(context) - last.state.touched <= 1
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
  func attach(_ message: OpenMessage, to mail: Slot<QueuedMail>) {
    mail.value.message = message
    message.state.isAnswered = true
    Self.supplement(&message.event, mail)
  }

  private static func supplement(_ event: inout SPFEvent, _ mail: Slot<QueuedMail>) {
    if event.client == nil { event.client = mail.value.client }
    if event.clientName == nil { event.clientName = mail.value.name }
    if event.service == nil { event.service = mail.value.service }
    if event.authenticatedUser == nil { event.authenticatedUser = mail.value.user }
    if event.sender == nil { event.sender = mail.value.sender }
    if !mail.value.otherResults.isEmpty { addOthers(mail.value.otherResults, to: &event) }
  }

  /// What is known of the queue id that a statement names.
  private func queued(_ statement: Statement) -> Slot<QueuedMail>? {
    statement.queueID.flatMap(QueueKey.init).flatMap { queue.find($0) }
  }
}
