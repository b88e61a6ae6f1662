internal import SPF

/// Puts the lines that speak of one message together, and hands out each message once, when no more is to be
/// expected: its queue id is done with, its connection is closed, or the log has gone on for long.
///
/// Every table is bounded; memory does not grow with the log.
struct Joiner: ~Copyable {
  /// Seconds of the log after which no line of a message is expected any more.
  static let horizon: Int64 = 300
  /// Seconds between a policy service's answer and the mail server's line about it.
  static let window: Int64 = 60
  /// Messages of which more may be told at a time.
  static let capacity = 16_384
  /// Recipients kept of a message.
  static let recipientLimit = 100

  var survey: SurveyBuilder
  var file = "-"
  var sessions = SlotTable<UInt64, Session>(limit: 32_768)
  var queue = SlotTable<QueueKey, QueuedMail>(limit: 32_768)
  var streams = SlotTable<UInt64, Stream>(limit: 8_192)
  var active = SlotTable<IPAddress, ActiveClient>(limit: 65_536)
  private var pool = MessagePool()
  private var waiting: [OpenMessage] = []
  private var head = 0
  private var now: Int64 = 0
  /// The message opened last, to which a header field on the next line may belong.
  var newest: OpenMessage?
  private let emit: (SPFEvent) -> Void

  init(clientLimit: Int, emit: @escaping (SPFEvent) -> Void) {
    survey = SurveyBuilder(clientLimit: clientLimit)
    self.emit = emit
  }

  // MARK: The life of a message

  func seconds(_ context: LineContext) -> Int64 { context.time?.seconds ?? now }

  /// Opens a message for a statement, whose texts it takes.
  mutating func open(_ statement: inout Statement, _ context: LineContext) -> OpenMessage {
    let message = pool.open(
      MessageState(
        SPFEvent(reporter: statement.reporter, source: LogPosition(file: file, line: context.position)),
        touched: seconds(context)))
    message.event.time = context.time
    message.event.host = survey.hosts.name(context.host)
    Self.fill(&message.state, &statement)
    if let time = context.time { now = max(now, time.seconds) }
    waiting.append(message)
    newest = message
    sweep(context)
    return message
  }

  private static func fill(_ state: inout MessageState, _ statement: inout Statement) {
    state.event.identity = statement.identity
    state.event.result = statement.result
    state.event.disposition = statement.disposition
    state.event.isHeld = statement.isHeld
    state.event.client = statement.client
    swap(&state.event.clientName, &statement.clientName)
    swap(&state.event.helo, &statement.helo)
    swap(&state.event.sender, &statement.sender)
    swap(&state.event.domain, &statement.domain)
    swap(&state.event.recipients, &statement.recipients)
    swap(&state.event.queueID, &statement.queueID)
    swap(&state.event.authenticatedUser, &statement.user)
    swap(&state.event.reason, &statement.reason)
    swap(&state.event.otherResults, &statement.otherResults)
    swap(&state.instance, &statement.instance)
    state.isFinal = statement.kind != .result
  }

  /// Hands out what has waited long enough, and the oldest if too many wait.
  mutating func sweep(_ context: LineContext?) {
    let limit = context?.time.map { $0.seconds - Self.horizon }
    while head < waiting.count {
      let message = waiting[head]
      let isOld = limit.map { message.state.touched < $0 } ?? false
      guard message.isClosed || isOld || waiting.count - head > Self.capacity else { break }
      close(message)
      head += 1
    }
    if head > 1_024, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
  }

  /// Hands a message out.
  mutating func close(_ message: OpenMessage) {
    guard !message.isClosed else { return }
    if let client = message.event.client { survey.add(client) { $0.checks += 1 } }
    emit(message.event)
    discard(message)
  }

  /// Gives up a message that was handed out or became part of another.
  mutating func discard(_ message: OpenMessage) {
    guard !message.isClosed else { return }
    let stream = message.state.stream
    if stream != 0, streams.find(stream)?.value.message == message { streams.remove(stream) }
    message.close(in: &pool)
  }

  /// Hands out all that is waiting, in the order of the log.
  mutating func settle() {
    for index in head..<max(head, waiting.count) { close(waiting[index]) }
    waiting = []
    head = 0
    newest = nil
  }

  /// The same at the end of the log.
  mutating func finish() {
    settle()
    sessions.removeAll()
    queue.removeAll()
    streams.removeAll()
    active.removeAll()
  }

  // MARK: Comparing and merging

  /// Whether two values that may both be unknown can be of the same message.
  static func agree<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
    guard let left, let right else { return true }
    return left == right
  }

  /// The same for names and addresses, of which some programs fold the case.
  static func agreeFolded(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return true }
    return left == right || left.lowercased() == right.lowercased()
  }

  static func addRecipients(_ recipients: [String], to event: inout SPFEvent) {
    for recipient in recipients { addRecipient(recipient, to: &event) }
  }

  static func addRecipient(_ recipient: String, to event: inout SPFEvent) {
    if event.recipients.count < recipientLimit, !event.recipients.contains(recipient) {
      event.recipients.append(recipient)
    }
  }

  /// Adds results of other methods; the later word of a method about the same domain counts.
  static func addOthers(_ others: [OtherResult], to event: inout SPFEvent) {
    for other in others { addOther(other, to: &event) }
  }

  static func addOther(_ other: OtherResult, to event: inout SPFEvent) {
    // Most messages have two: DKIM and DMARC.
    if event.otherResults.isEmpty { event.otherResults.reserveCapacity(2) }
    guard event.otherResults.count < 16 else { return }
    if let index = event.otherResults.firstIndex(where: {
      $0.method == other.method && agreeFolded($0.domain, other.domain)
    }) {
      if other.domain != nil || event.otherResults[index].domain == nil {
        event.otherResults[index] = other
      }
    } else {
      event.otherResults.append(other)
    }
  }

  /// Adds what a later line of the same check says.
  mutating func merge(_ statement: Statement, into message: OpenMessage, _ context: LineContext) {
    let isDecisive = decides(statement, message.event)
    if isDecisive {
      if message.event.identity != statement.identity || message.event.result != statement.result {
        message.event.source = LogPosition(file: file, line: context.position)
        message.event.time = context.time ?? message.event.time
        if message.event.identity != statement.identity { message.event.reason = nil }
      }
      message.event.identity = statement.identity ?? message.event.identity
      message.event.result = statement.result ?? message.event.result
      message.event.domain = statement.domain ?? (statement.identity == nil ? message.event.domain : nil)
      message.event.reason = statement.reason ?? message.event.reason
    }
    if statement.disposition != .unknown { message.event.disposition = statement.disposition }
    if statement.isHeld { message.event.isHeld = true }
    if message.event.client == nil { message.event.client = statement.client }
    if message.event.clientName == nil { message.event.clientName = statement.clientName }
    if message.event.helo == nil { message.event.helo = statement.helo }
    if message.event.sender == nil || message.event.sender == "" {
      message.event.sender = statement.sender ?? message.event.sender
    }
    if message.event.queueID == nil { message.event.queueID = statement.queueID }
    if message.event.authenticatedUser == nil { message.event.authenticatedUser = statement.user }
    if message.state.instance == nil { message.state.instance = statement.instance }
    Self.addRecipients(statement.recipients, to: &message.event)
    Self.addOthers(statement.otherResults, to: &message.event)
    message.state.isFinal = message.state.isFinal || statement.kind != .result
    message.state.touched = seconds(context)
  }

  /// Whether the later statement is the one that counts. A MAIL FROM identity without a record leaves the
  /// word to a HELO identity that had one.
  private func decides(_ statement: Statement, _ event: SPFEvent) -> Bool {
    if statement.kind != .result { return statement.result != nil || statement.identity != nil }
    if event.identity == .helo, statement.identity == .mailFrom, let result = event.result {
      return statement.result != SPFResult.none || result == SPFResult.none
    }
    return statement.result != nil
  }
}
