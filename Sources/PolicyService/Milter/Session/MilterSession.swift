internal import SPF

/// A connection of a mail server as a value: commands in, answers and requests for decisions out. It knows no
/// socket, no clock and no DNS.
///
/// CONNECT and HELO are kept, MAIL begins a message, each recipient (or MAIL itself, see
/// ``MilterConfiguration/Stage``) is decided on like a request of the policy protocol, and at the end of the message
/// its header is changed. HELO is never refused by itself: whether a client authenticates, and whether the
/// reverse-path is the null one, is known only later.
package struct MilterSession: Sendable {
  private let milter: MilterConfiguration
  private var policy: PolicyConfiguration
  private var authservID: AuthservID
  private let name: String
  private var negotiation: MilterNegotiation?
  private var hasClient = false
  private var macros: MilterMacros?
  private var clientAddress: [UInt8] = []
  private var clientName: [UInt8] = []
  private var helo: [UInt8] = []
  private var message: MilterMessage?
  private var messages = 0
  private var events: [MilterEvent] = []
  /// Whether the mail server takes "wait" for an answer to every command. Sendmail does at the end of a message only.
  package private(set) var takesProgress = false

  /// A session of a connection; `name` is one that no other connection has.
  package init(milter: MilterConfiguration, policy: PolicyConfiguration, name: String) {
    self.milter = milter
    self.policy = policy
    authservID = AuthservID(policy.header.authservID)
    self.name = name
  }

  /// Uses `policy` for the messages that begin from now on.
  package mutating func use(_ policy: PolicyConfiguration) {
    if policy.header.authservID != self.policy.header.authservID {
      authservID = AuthservID(policy.header.authservID)
    }
    self.policy = policy
  }

  /// How far the session has come.
  package var phase: MilterPhase {
    if negotiation == nil { return .opened }
    if message != nil { return .message }
    return hasClient ? .connected : .negotiated
  }

  /// Whether messages can be held back instead of being refused, and shall be.
  package var quarantines: Bool {
    milter.rejection == .quarantine && negotiation?.actions.contains(.quarantine) == true
  }

  /// What there is to log since the last time.
  package mutating func takeEvents() -> [MilterEvent] {
    guard !events.isEmpty else { return [] }
    defer { events = [] }
    return events
  }

  /// Takes a command.
  package mutating func receive(_ command: MilterCommand) throws(MilterProtocolError) -> MilterStep {
    if case .macros(let macros) = command {
      self.macros = macros
      return .nothing
    }
    // Macros are for the very next command.
    defer { macros = nil }
    switch command {
    case .macros, .unrecognized: return .nothing
    case .negotiate(let offer): return try negotiate(offer)
    case .connect(let client): return try connect(client)
    case .helo(let name):
      try require(.connected, for: .helo)
      helo = Array(name)
      return answer(.helo)
    case .mail(let path): return try mail(path)
    case .recipient(let path): return try recipient(path)
    case .data:
      try require(.message, for: .data)
      return answer(.data)
    case .header(let name, let value): return try header(name, value)
    case .endOfHeader:
      try require(.message, for: .endOfHeader)
      return answer(.endOfHeader)
    case .body:
      try require(.message, for: .body)
      guard negotiation?.isAnswered(.body) == true else { return .nothing }
      return .reply(negotiation?.steps.contains(.skip) == true ? .skip : .proceed)
    case .endOfMessage: return try endOfMessage()
    case .unknownSMTP:
      try require(.negotiated, for: .unknownSMTP)
      return answer(.unknownSMTP)
    case .abort:
      endMessage()
      return .nothing
    case .quit:
      endMessage()
      return .end
    case .nextConnection:
      endMessage()
      hasClient = false
      return .nothing
    }
  }

  /// The answer that a decision leads to, on a request that ``receive(_:)`` wanted one for.
  package mutating func decided(_ decision: PolicyDecision, on request: PolicyRequest) -> MilterReply {
    guard message != nil else { return .proceed }
    if case .refuse(let code) = decision.action {
      events.append(.decided(decision, request))
      return .refuse(Self.reply(code, decision.text))
    }
    if decision.verdict.exemption == .local { message?.isLocal = true }
    if case .prepend = decision.action, message?.field == nil { message?.field = decision.text }
    if decision.isQuarantined, message?.quarantine == nil { message?.quarantine = decision.withheld?.text }
    // Postfix has a queue ID only after the first recipient was taken. Its other lines have one, and so shall ours.
    if request.value(.queueID).isEmpty, message?.unlogged == nil {
      message?.unlogged = (decision, request)
    } else {
      events.append(.decided(decision, request))
    }
    return .proceed
  }

  /// Ends the session: what was not logged is logged.
  package mutating func close() {
    endMessage()
  }

  // MARK: Commands

  private mutating func negotiate(_ offer: MilterOffer) throws(MilterProtocolError) -> MilterStep {
    guard negotiation == nil else { throw .unexpected(.negotiate, in: phase) }
    // Header fields may be wanted later, when the configuration is read again.
    var actions: MilterActions = [.addHeaders]
    if milter.removesForgedResults { actions.insert(.changeHeaders) }
    if milter.rejection == .quarantine { actions.insert(.quarantine) }
    var steps: MilterSteps = [
      .noBody, .noEndOfHeader, .noUnknown, .noData, .skip, .noConnectReply, .noHeloReply, .noHeaderReply,
      .noDataReply,
      .noUnknownReply, .noEndOfHeaderReply, .noBodyReply,
    ]
    steps.insert(milter.stage == .mail ? .noRecipients : .noMailReply)
    if !milter.removesForgedResults { steps.insert(.noHeaders) }
    let agreed = try MilterNegotiation(offer, actions: actions, steps: steps)
    negotiation = agreed
    var lacking = actions.subtracting(agreed.actions)
    if policy.header.kind == .none { lacking.remove(.addHeaders) }
    if !lacking.isEmpty { events.append(.lacking(lacking)) }
    return .reply(.negotiated(agreed))
  }

  private mutating func connect(_ client: MilterClient) throws(MilterProtocolError) -> MilterStep {
    try require(.negotiated, for: .connect)
    endMessage()
    hasClient = true
    helo = []
    clientAddress = Array(client.address)
    if client.family == .unknown, let address = macros?["client_addr"] { clientAddress = Array(address) }
    // Postfix says `unknown` to a policy service where it says `[192.0.2.1]` to a filter.
    clientName = client.name.first == UInt8(ascii: "[") ? Array("unknown".utf8) : Array(client.name)
    takesProgress = macros?["v"]?.starts(with: "Postfix".utf8) == true
    return answer(.connect)
  }

  private mutating func mail(_ path: ArraySlice<UInt8>) throws(MilterProtocolError) -> MilterStep {
    try require(.connected, for: .mail)
    endMessage()
    messages += 1
    var message = MilterMessage(
      sender: MilterPath.address(path), user: macros?["auth_authen"].map(Array.init) ?? [],
      instance: Array("\(name).\(messages)".utf8))
    message.queueID = macros?["i"].map(Array.init) ?? []
    self.message = message
    guard milter.stage == .mail else { return answer(.mail) }
    return .check(request(message, state: "MAIL", recipient: []))
  }

  private mutating func recipient(_ path: ArraySlice<UInt8>) throws(MilterProtocolError) -> MilterStep {
    try require(.message, for: .recipient)
    noteQueueID()
    logUnlogged()
    guard milter.stage == .recipient, let message else { return answer(.recipient) }
    return .check(request(message, state: "RCPT", recipient: MilterPath.address(path)))
  }

  private mutating func header(
    _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>
  ) throws(MilterProtocolError) -> MilterStep {
    try require(.message, for: .header)
    if milter.removesForgedResults, message?.isLocal == false {
      try message?.forged.examine(name: name, value: value, for: authservID)
    }
    return answer(.header)
  }

  private mutating func endOfMessage() throws(MilterProtocolError) -> MilterStep {
    try require(.message, for: .endOfMessage)
    noteQueueID()
    logUnlogged()
    var replies: [MilterReply] = []
    let actions = negotiation?.actions ?? []
    if let message {
      if actions.contains(.changeHeaders), !message.forged.numbers.isEmpty {
        // From the last to the first: some mail servers count those deleted, some do not.
        for number in message.forged.numbers.reversed() {
          replies.append(.deleteHeader(number: number, name: ForgedResults.name))
        }
        events.append(
          .removedForged(
            message.forged.numbers.count, of: policy.header.authservID, queueID: message.queueID))
      }
      if actions.contains(.addHeaders), let field = message.field.map(MilterField.init(folding:)) {
        // Above the `Received` of the mail server (RFC 7208 section 9.1, RFC 8601 section 4).
        replies.append(.insertHeader(index: 0, name: field.name, value: field.value))
      }
      if let reason = message.quarantine { replies.append(.quarantine(reason)) }
    }
    endMessage()
    guard !replies.isEmpty else { return answer(.endOfMessage) }
    return .replies(replies + [.proceed])
  }

  // MARK: Parts

  private func require(_ least: MilterPhase, for code: MilterCode) throws(MilterProtocolError) {
    guard phase.isAtLeast(least) else { throw .unexpected(code, in: phase) }
  }

  private func answer(_ code: MilterCode) -> MilterStep {
    negotiation?.isAnswered(code) == true ? .reply(.proceed) : .nothing
  }

  private mutating func noteQueueID() {
    if let id = macros?["i"], !id.isEmpty { message?.queueID = Array(id) }
  }

  private mutating func endMessage() {
    logUnlogged()
    message = nil
  }

  private mutating func logUnlogged() {
    guard let message, let (decision, unfinished) = message.unlogged else { return }
    self.message?.unlogged = nil
    var request = unfinished
    request.set(.queueID, message.queueID[...])
    events.append(.decided(decision, request))
  }

  private func request(_ message: MilterMessage, state: StaticString, recipient: [UInt8]) -> PolicyRequest {
    var request = PolicyRequest()
    var stage: [UInt8] = []
    stage.append(state)
    request.set(.protocolState, stage[...])
    request.set(.clientAddress, clientAddress[...])
    request.set(.clientName, clientName[...])
    request.set(.heloName, helo[...])
    request.set(.sender, message.sender[...])
    request.set(.recipient, recipient[...])
    request.set(.queueID, message.queueID[...])
    request.set(.instance, message.instance[...])
    request.set(.saslUsername, message.user[...])
    return request
  }

  private static func reply(_ code: PolicyAction.Code, _ text: [UInt8]) -> [UInt8] {
    var reply: [UInt8] = []
    reply.append(code.milterWords)
    reply.append(UInt8(ascii: " "))
    reply.append(contentsOf: text)
    return reply
  }
}
