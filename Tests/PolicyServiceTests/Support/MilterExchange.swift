import SPF

@testable import PolicyService

/// A session without a socket: packets in, answers out as text.
struct MilterExchange {
  private var decoder = MilterDecoder()
  private(set) var session: MilterSession
  private let engine: PolicyEngine<TestResolver>
  private let log: DecisionLog
  private var memory = InstanceMemory()
  let sink: RecordingSink
  /// What the mail server does not let us do.
  private(set) var lacking: MilterActions = []

  init(
    resolver: TestResolver = .story, milter change: (inout MilterConfiguration) -> Void = { _ in },
    policy changePolicy: (inout PolicyConfiguration) -> Void = { _ in }
  ) {
    var milter = MilterConfiguration()
    change(&milter)
    var policy = PolicyConfiguration(hostName: "mx.example.org")
    policy.logging.level = .actions
    changePolicy(&policy)
    sink = RecordingSink()
    session = MilterSession(milter: milter, policy: policy, name: "1.1")
    engine = PolicyEngine(configuration: policy, resolver: resolver)
    log = DecisionLog(configuration: policy, sink: sink)
  }

  /// The answers to packets; "end" for the end of the connection.
  mutating func answers(_ packets: [UInt8]...) async throws -> [String] {
    var input = packets.flatMap(\.self)[...]
    var answers: [String] = []
    while let command = try decoder.next(&input) {
      if case .mail = command { session.use(engine.configuration) }
      switch try session.receive(command) {
      case .nothing: break
      case .reply(let reply): answers.append(Self.text(reply))
      case .replies(let replies): answers += replies.map(Self.text)
      case .end: answers.append("end")
      case .check(let request):
        let engine = engine.forMilter(quarantines: session.quarantines)
        let decision = await engine.decide(request, memory: &memory)
        answers.append(Self.text(session.decided(decision, on: request)))
      }
      for event in session.takeEvents() {
        switch event {
        case .decided(let decision, let request): log.record(decision, of: request)
        case .lacking(let actions): lacking.formUnion(actions)
        case .removedForged: break
        }
      }
    }
    return answers
  }

  mutating func close() { session.close() }

  /// Reads the configuration again.
  func reload(_ change: (inout PolicyConfiguration) -> Void) {
    var policy = engine.configuration
    change(&policy)
    engine.use(policy)
    log.use(policy)
  }

  /// An answer without its length, NUL as "|".
  private static func text(_ reply: MilterReply) -> String {
    var octets: [UInt8] = []
    reply.append(to: &octets)
    return MilterPeer.text(octets.dropFirst(4))
  }

  /// A session in which a client has said HELO.
  static func begun(
    address: String = "203.0.113.99", helo: String = "host.example.org", version: UInt32 = 6,
    resolver: TestResolver = .story, milter: (inout MilterConfiguration) -> Void = { _ in },
    policy: (inout PolicyConfiguration) -> Void = { _ in }
  ) async throws -> MilterExchange {
    var exchange = MilterExchange(resolver: resolver, milter: milter, policy: policy)
    _ = try await exchange.answers(
      MilterPackets.negotiate(version: version, steps: version == 6 ? 0x1f_ffff : 0x7f),
      MilterPackets.connect(address), MilterPackets.helo(helo))
    return exchange
  }
}
