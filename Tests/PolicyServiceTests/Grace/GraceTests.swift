import NIOConcurrencyHelpers
import SPF
import Testing

@testable import PolicyService

@Suite("Grace")
struct GraceTests {
  /// A judge who answers what the test has told.
  struct Judge: GraceJudge {
    let probability: Double?
    let asked = NIOLockedValueBox<[GraceQuestion]>([])

    func probabilityOfStaleRecord(_ question: GraceQuestion) async -> Double? {
      asked.withLockedValue { $0.append(question) }
      return probability
    }
  }

  /// A service with a clock that the test sets.
  final class Service: Sendable {
    let now = NIOLockedValueBox<Int64>(1_000_000)
    let log = RecordingSink()
    let judge: Judge
    let desk: GraceDesk
    let engine: PolicyEngine<TestResolver>
    private let decisions: DecisionLog
    private let running: Task<Void, Never>?

    deinit { running?.cancel() }

    init(_ probability: Double?, isJudging: Bool = true, change: (inout PolicyConfiguration) -> Void) {
      judge = Judge(probability: probability)
      let now = now
      desk = GraceDesk(judge: judge, now: { now.withLockedValue { $0 } })
      var configuration = PolicyConfiguration(hostName: "mx.example.org")
      configuration.grace.mode = .accept
      change(&configuration)
      engine = PolicyEngine(
        configuration: configuration, resolver: TestResolver.story, grace: desk,
        now: { now.withLockedValue { $0 } })
      decisions = DecisionLog(configuration: configuration, sink: log)
      let desk = desk
      running = isJudging ? Task { await desk.run() } : nil
    }

    func ask(_ values: KeyValuePairs<String, String?> = [:]) async throws -> String {
      var memory = InstanceMemory()
      guard let request = try Requests.request(values) else { return "" }
      let decision = await engine.decide(request, memory: &memory)
      decisions.record(decision, of: request)
      var out: [UInt8] = []
      decision.appendReply(to: &out)
      return String(decoding: out, as: UTF8.self)
    }

    func pass(seconds: Int64) { now.withLockedValue { $0 += seconds * 1000 } }

    /// Waits until nothing that was asked is pending any more.
    func judgeAll(_ count: Int) async {
      let rules = engine.configuration.grace
      while true {
        let asked = judge.asked.withLockedValue { $0 }
        let seconds = now.withLockedValue { $0 } / 1000
        if asked.count >= count,
          !asked.contains(where: { desk.opinion(on: $0, rules, now: seconds) == .pending })
        {
          return
        }
        await Task.yield()
      }
    }
  }

  private static let start = "Message deferred due to: SPF fail - not authorized."

  @Test("first for now, then a stale record passes with a header field, and the log tells what was withheld")
  func accept() async throws {
    let service = Service(0.96) { _ in }
    #expect(try await service.ask().hasPrefix("action=451 4.7.23 \(Self.start)"))
    #expect(try await service.ask(["instance": "2"]).hasPrefix("action=451 4.7.23 "))
    await service.judgeAll(1)
    #expect(service.judge.asked.withLockedValue { $0.count } == 1)
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(
      service.log.lines.contains {
        $0.hasPrefix(
          "Grace (the record was probably not followed up, 96 %), not answered: 550 5.7.23 Message rejected due to: "
        )
      })
  }

  @Test("what the judge is asked")
  func question() async throws {
    let service = Service(0.5) { _ in }
    _ = try await service.ask(["client_name": "mail.example.com"])
    _ = try await service.ask(["helo_name": "nothing.example.net", "client_name": "unknown"])
    await service.judgeAll(2)
    let asked = service.judge.asked.withLockedValue { $0.sorted { $0.domain < $1.domain } }
    #expect(asked.map(\.domain.description) == ["example.com", "nothing.example.net"])
    #expect(
      asked.map(\.scope) == [.mailFrom, .helo] && asked.map(\.clientName) == ["mail.example.com", nil])
    #expect(asked[0].client == IPAddress("203.0.113.99") && asked[0].result == .fail)
    #expect(asked[0].helo == "host.example.org" && asked[0].sender == "alice@example.com")
    #expect(asked[0].recipient == "bob@rx.example.org")
  }

  @Test("a forgery, and what cannot be found out, is refused", arguments: [0.0, 0.89, nil])
  func refused(probability: Double?) async throws {
    let service = Service(probability) { _ in }
    _ = try await service.ask()
    await service.judgeAll(1)
    #expect(try await service.ask().hasPrefix("action=550 5.7.23 Message rejected"))
  }

  @Test("defer goes on deferring until the time is over")
  func deferring() async throws {
    let service = Service(0.96) {
      $0.grace.mode = .defer
      $0.grace.period = .seconds(3600)
    }
    _ = try await service.ask()
    await service.judgeAll(1)
    service.pass(seconds: 3599)
    #expect(try await service.ask().hasPrefix("action=451 4.7.23 \(Self.start)"))
    service.pass(seconds: 1)
    #expect(try await service.ask().hasPrefix("action=550 5.7.23 "))
  }

  @Test("a finding that is old is looked into again; the time began with the first message")
  func again() async throws {
    let service = Service(0.96) { $0.grace.period = .seconds(GraceMemory.validity + 10) }
    _ = try await service.ask()
    await service.judgeAll(1)
    service.pass(seconds: GraceMemory.validity)
    #expect(try await service.ask().hasPrefix("action=451 4.7.23 "))
    await service.judgeAll(2)
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    service.pass(seconds: 10)
    #expect(try await service.ask().hasPrefix("action=550 5.7.23 "))
  }

  @Test("off is off, and only fail and softfail are given time")
  func off() async throws {
    let off = Service(0.96) { $0.grace.mode = .off }
    #expect(try await off.ask().hasPrefix("action=550 5.7.23 "))
    let other = Service(0.96) {
      $0.errors.rejectsPermanentErrors = true
      $0.mailFrom = .notPass
    }
    #expect(try await other.ask(["sender": "a@broken.example.com"]).hasPrefix("action=550 5.7.24 "))
    #expect(try await other.ask(["sender": "a@neutral.example.com"]).hasPrefix("action=550 5.7.23 "))
    #expect(try await other.ask(["sender": "a@soft.example.com"]).hasPrefix("action=451 4.7.23 "))
  }

  @Test("monitoring withholds a deferral, too")
  func monitoring() async throws {
    let service = Service(0.96) { $0.isMonitoring = true }
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(service.log.lines[0].hasPrefix("Monitoring only, not answered: 451 4.7.23 \(Self.start)"))
  }

  @Test("when too many wait, the rules hold")
  func flood() async throws {
    let service = Service(0.96, isJudging: false) { _ in }
    for index in 0..<GraceDesk.waiting {
      #expect(try await service.ask(["client_address": .some("203.0.113.\(index)")]).hasPrefix("action=451 "))
    }
    #expect(try await service.ask(["client_address": "203.0.113.200"]).hasPrefix("action=550 5.7.23 "))
  }

  @Test("memory is bounded; the oldest is forgotten")
  func memory() throws {
    var memory = GraceMemory(capacity: 3)
    func pair(_ index: Int) throws -> GraceMemory.Pair {
      .init(
        domain: try #require(DomainName("a\(index).example.com")),
        client: try #require(IPAddress("192.0.2.1")))
    }
    for index in 0..<100 {
      memory.begin(try pair(index), now: 0)
      #expect(memory.count <= 3)
    }
    let (forgotten, oldest, first) = (try pair(96), try pair(97), try pair(1))
    #expect(memory.finding(of: forgotten, now: 0) == nil)
    #expect(memory.finding(of: oldest, now: 0) != nil)
    memory.end(first, .stale(99), now: 0)
    #expect(memory.finding(of: first, now: 0) == nil)
  }
}
