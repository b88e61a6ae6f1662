import NIOConcurrencyHelpers
import SPF
import TestSupport
import Testing

@testable import PolicyService

@Suite("Grace")
struct GraceTests {
  /// A judge who answers what the test has told, once the door is open.
  final class Judge: GraceJudge {
    private let probability: Double?
    private let door: GatedResolver
    let asked = NIOLockedValueBox<[GraceQuestion]>([])

    init(_ probability: Double?, isOpen: Bool) {
      self.probability = probability
      door = GatedResolver(heedsCancellation: false)
      if isOpen { door.open() }
    }

    func open() { door.open() }

    func probabilityOfStaleRecord(_ question: GraceQuestion) async -> Double? {
      asked.withLockedValue { $0.append(question) }
      _ = await door.answer(to: DNSQuestion(question.domain, .txt))
      return probability
    }
  }

  /// A service with clocks that the test sets.
  final class Service: Sendable {
    let now = NIOLockedValueBox<Int64>(1_000_000)
    let clock = HandClock()
    let log = RecordingSink()
    let judge: Judge
    let desk: GraceDesk
    let engine: PolicyEngine<TestResolver>
    private let decisions: DecisionLog
    private let running: Task<Void, Never>?

    deinit {
      running?.cancel()
      judge.open()
    }

    init(
      _ probability: Double?, isJudging: Bool = true, isOpen: Bool = true,
      change: (inout PolicyConfiguration) -> Void
    ) {
      judge = Judge(probability, isOpen: isOpen)
      let now = now
      desk = GraceDesk(judge: judge, now: { now.withLockedValue { $0 } }, clock: clock)
      var configuration = PolicyConfiguration(hostName: "mx.example.org")
      configuration.grace.mode = .accept
      change(&configuration)
      engine = PolicyEngine(
        configuration: configuration, resolver: TestResolver.story, grace: desk,
        now: { now.withLockedValue { $0 } }, clock: clock)
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

    /// The answer to what is asked by `ask`, when the time to wait is over: the clock stands still otherwise.
    func askInVain(_ values: KeyValuePairs<String, String?> = [:]) async throws -> String {
      async let answer = ask(values)
      // The time for the answer, the time to wait, and perhaps that of the judge.
      while clock.sleepers < 2 { await Task.yield() }
      for _ in 0..<100 { await Task.yield() }
      clock.advance(by: engine.configuration.grace.wait)
      return try await answer
    }

    func pass(seconds: Int64) { now.withLockedValue { $0 += seconds * 1000 } }
  }

  @Test("a stale record passes at the first message, with a header field; the log tells what was withheld")
  func accept() async throws {
    let service = Service(0.96) { _ in }
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(
      service.log.lines.contains {
        $0.hasPrefix(
          "Grace (the record was probably not followed up, 96 %), not answered: 550 5.7.23 Message rejected due to: "
        )
      })
    #expect(try await service.ask(["instance": "2"]).hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(service.judge.asked.withLockedValue { $0.count } == 1)
  }

  @Test("a forgery, and what cannot be found out, is refused at once", arguments: [0.0, 0.89, nil])
  func refused(probability: Double?) async throws {
    for mode in [GraceRules.Mode.accept, .defer] {
      let service = Service(probability) { $0.grace.mode = mode }
      #expect(try await service.ask().hasPrefix("action=550 5.7.23 Message rejected"))
      #expect(service.judge.asked.withLockedValue { $0.count } == 1)
    }
  }

  @Test("what the judge does not know in time is refused; the next attempt has what was found meanwhile")
  func slow() async throws {
    let service = Service(0.96, isOpen: false) { _ in }
    #expect(try await service.askInVain().hasPrefix("action=550 5.7.23 "))
    #expect(try await service.askInVain().hasPrefix("action=550 5.7.23 "))
    service.judge.open()
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(service.judge.asked.withLockedValue { $0.count } == 1)
  }

  @Test("what is known needs no waiting: it is at hand")
  func atHand() async throws {
    let service = Service(0.96) { _ in }
    let request = try #require(try Requests.request())
    var memory = InstanceMemory()
    #expect(service.engine.decideAtHand(request, memory: &memory) == nil)
    _ = try await service.ask()
    #expect(service.engine.decideAtHand(request, memory: &memory)?.action == .prepend)
  }

  @Test("what the judge is asked")
  func question() async throws {
    let service = Service(0.5) { _ in }
    _ = try await service.ask(["client_name": "mail.example.com"])
    _ = try await service.ask(["helo_name": "nothing.example.net", "client_name": "unknown"])
    let asked = service.judge.asked.withLockedValue { $0.sorted { $0.domain < $1.domain } }
    #expect(asked.map(\.domain.description) == ["example.com", "nothing.example.net"])
    #expect(
      asked.map(\.scope) == [.mailFrom, .helo] && asked.map(\.clientName) == ["mail.example.com", nil])
    #expect(asked[0].client == IPAddress("203.0.113.99") && asked[0].result == .fail)
    #expect(asked[0].helo == "host.example.org" && asked[0].sender == "alice@example.com")
    #expect(asked[0].recipient == "bob@rx.example.org")
  }

  @Test("a HELO name that is given time leaves the word to MAIL FROM, which is judged for itself")
  func both() async throws {
    let service = Service(0.96) { _ in }
    let answer = try await service.ask(["helo_name": "nothing.example.net"])
    #expect(answer.hasPrefix("action=prepend Received-SPF: Fail (mailfrom)"))
    #expect(service.judge.asked.withLockedValue { $0.map(\.scope) } == [.helo, .mailFrom])
  }

  @Test("defer defers until the time is over")
  func deferring() async throws {
    let service = Service(0.96) {
      $0.grace.mode = .defer
      $0.grace.period = .seconds(3600)
    }
    let start = "action=451 4.7.23 Message deferred due to: SPF fail - not authorized."
    #expect(try await service.ask().hasPrefix(start))
    service.pass(seconds: 3599)
    #expect(try await service.ask().hasPrefix(start))
    service.pass(seconds: 1)
    #expect(try await service.ask().hasPrefix("action=550 5.7.23 "))
  }

  @Test("a finding that is old is looked into again; the time began with the first message")
  func again() async throws {
    let service = Service(0.96) { $0.grace.period = .seconds(GraceMemory.validity + 10) }
    _ = try await service.ask()
    service.pass(seconds: GraceMemory.validity)
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(service.judge.asked.withLockedValue { $0.count } == 2)
    service.pass(seconds: 10)
    #expect(try await service.ask().hasPrefix("action=550 5.7.23 "))
  }

  @Test("what could not be found out is tried again sooner")
  func unknown() async throws {
    let service = Service(nil) { _ in }
    _ = try await service.ask()
    service.pass(seconds: GraceMemory.patience - 1)
    _ = try await service.ask()
    #expect(service.judge.asked.withLockedValue { $0.count } == 1)
    service.pass(seconds: 1)
    _ = try await service.ask()
    #expect(service.judge.asked.withLockedValue { $0.count } == 2)
  }

  @Test("off is off, and only fail and softfail are given time")
  func off() async throws {
    let off = Service(0.96) { $0.grace.mode = .off }
    #expect(try await off.ask().hasPrefix("action=550 5.7.23 "))
    let other = Service(0.96) {
      $0.grace.mode = .defer
      $0.errors.rejectsPermanentErrors = true
      $0.mailFrom = .notPass
    }
    #expect(try await other.ask(["sender": "a@broken.example.com"]).hasPrefix("action=550 5.7.24 "))
    #expect(try await other.ask(["sender": "a@neutral.example.com"]).hasPrefix("action=550 5.7.23 "))
    #expect(try await other.ask(["sender": "a@soft.example.com"]).hasPrefix("action=451 4.7.23 "))
  }

  @Test("monitoring withholds a deferral, too")
  func monitoring() async throws {
    let service = Service(0.96) {
      $0.grace.mode = .defer
      $0.isMonitoring = true
    }
    #expect(try await service.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    #expect(service.log.lines[0].hasPrefix("Monitoring only, not answered: 451 4.7.23 Message deferred"))
  }

  @Test("when too many wait, the rules hold, and nobody waits")
  func flood() async throws {
    let service = Service(0.96, isJudging: false) { $0.grace.wait = .zero }
    for index in 0..<GraceDesk.waiting {
      #expect(try await service.ask(["client_address": .some("203.0.113.\(index)")]).hasPrefix("action=550 "))
    }
    let question = GraceQuestion(
      domain: try #require(DomainName("example.com")), scope: .mailFrom, result: .fail,
      client: try #require(IPAddress("203.0.113.200")))
    await service.desk.look(into: question, within: .seconds(3600))
    #expect(service.desk.opinion(on: question, GraceRules(), now: 1000) == .unjudged)
  }

  @Test("whoever has given up leaves nothing behind", .timeLimit(.minutes(5)))
  func givenUp() async throws {
    weak var gone: GraceDesk?
    do {
      // Nobody judges.
      let desk = GraceDesk(judge: Judge(nil, isOpen: false))
      gone = desk
      for index in 0..<8 {
        let question = GraceQuestion(
          domain: try #require(DomainName("example.com")), scope: .mailFrom, result: .fail,
          client: try #require(IPAddress("203.0.113.\(index)")))
        await desk.look(into: question, within: .milliseconds(1))
      }
    }
    while gone != nil { await Task.yield() }
  }

  @Test("a service that stops waits for no judge, and nobody waits for it", .timeLimit(.minutes(5)))
  func stopping() async throws {
    let judge = Judge(0.96, isOpen: false)
    let desk = GraceDesk(judge: judge, clock: HandClock())
    let running = Task { await desk.run() }
    let question = GraceQuestion(
      domain: try #require(DomainName("example.com")), scope: .mailFrom, result: .fail,
      client: try #require(IPAddress("203.0.113.200")))
    let looking = Task { await desk.look(into: question, within: .seconds(3600)) }
    while judge.asked.withLockedValue({ $0.isEmpty }) { await Task.yield() }
    running.cancel()
    await running.value
    await looking.value
    await desk.look(into: question, within: .seconds(3600))
    judge.open()
  }

  @Test("what was found is known after a restart, and the time goes on")
  func restored() async throws {
    let first = Service(0.96) { $0.grace.period = .seconds(3600) }
    _ = try await first.ask()
    let (findings, changes) = first.desk.findings
    #expect(changes == 1 && findings.map(\.probability) == [96] && findings[0].first == 1000)
    let second = Service(0.1) { $0.grace.period = .seconds(3600) }
    second.desk.restore(findings)
    second.pass(seconds: 3599)
    #expect(try await second.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    second.pass(seconds: 1)
    #expect(try await second.ask().hasPrefix("action=550 5.7.23 "))
    #expect(second.judge.asked.withLockedValue { $0.isEmpty })
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
    for pair in [forgotten, oldest] { memory.end(pair, .stale(99), now: 0) }
    #expect(memory.finding(of: forgotten, now: 0) == nil)
    #expect(memory.finding(of: oldest, now: 0) != nil)
    memory.end(first, .stale(99), now: 0)
    #expect(memory.finding(of: first, now: 0) == nil)
  }
}
