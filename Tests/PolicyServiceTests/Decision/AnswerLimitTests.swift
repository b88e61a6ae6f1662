import Metrics
import SPF
import TestSupport
import Testing

@testable import PolicyService

@Suite("The time for a whole answer", .timeLimit(.minutes(10)))
struct AnswerLimitTests {
  /// Asks an engine whose name server never answers, lets the time pass, and gives the answer.
  private static func late(
    log: RecordingSink = RecordingSink(), heedsCancellation: Bool = true,
    change: (inout PolicyConfiguration) -> Void = { _ in }
  ) async throws -> (answers: [String], resolver: GatedResolver, counts: DecisionCounts) {
    let resolver = GatedResolver(heedsCancellation: heedsCancellation)
    let clock = HandClock()
    var configuration = PolicyConfiguration(hostName: "mx.example.org")
    configuration.answer.time = .seconds(30)
    change(&configuration)
    let engine = PolicyEngine(configuration: configuration, resolver: resolver, clock: clock)
    let decisions = DecisionLog(configuration: configuration, sink: log)
    let request = try #require(try Requests.request(["instance": "1"]))
    let asking = Task { await engine.verdict(on: request, waited: .seconds(10)) }
    while resolver.asked == 0 || clock.sleepers == 0 { await Task.yield() }
    clock.advance(by: .seconds(19))
    #expect(clock.sleepers == 1)
    clock.advance(by: .seconds(1))
    let verdict = await asking.value
    var memory = InstanceMemory()
    var counts = DecisionCounts()
    var answers: [String] = []
    // Two recipients: the second does not wait again.
    for decision in [
      engine.remembered(verdict, of: request, memory: &memory),
      try #require(engine.decideAtHand(request, memory: &memory)),
    ] {
      decisions.record(decision, of: request)
      counts.count(decision)
      var out: [UInt8] = []
      decision.appendReply(to: &out)
      answers.append(String(decoding: out, as: UTF8.self))
    }
    resolver.open()
    return (answers, resolver, counts)
  }

  @Test(
    "the fall-back is answered to all recipients, the evaluation cancelled, the message counted and logged once"
  )
  func dunno() async throws {
    let log = RecordingSink()
    let (answers, resolver, counts) = try await Self.late(log: log)
    #expect(answers == ["action=dunno\n\n", "action=dunno\n\n"])
    // A check that is given up may have put its next question already, which is given up at once.
    #expect(resolver.givenUp >= 1)
    #expect(log.lines == ["Not checked in time: dunno"])
    let late = try #require(counts.metrics.first { $0.name == "spf_late_total" })
    #expect(late.samples.map(\.value) == ["1"])
  }

  @Test("a resolver that takes no notice of the cancellation does not hold up the answer")
  func stubborn() async throws {
    #expect(try await Self.late(heedsCancellation: false).answers.first == "action=dunno\n\n")
  }

  @Test(
    "deferred if so configured",
    arguments: [(true, "action=451 4.7.24 "), (false, "action=451 ")])
  func deferred(isEnhanced: Bool, start: String) async throws {
    let log = RecordingSink()
    let (answers, _, _) = try await Self.late(log: log) {
      $0.answer.fallBack = .defer
      $0.reply.hasEnhancedCodes = isEnhanced
    }
    #expect(answers[0] == "\(start)Message deferred: SPF could not be checked in time\n\n")
    #expect(log.lines.count == 2 && log.lines[0] + "\n\n" == answers[0].dropFirst(7))
  }

  @Test("monitoring defers nothing, and says so")
  func monitoring() async throws {
    let log = RecordingSink()
    let (answers, _, _) = try await Self.late(log: log) {
      $0.answer.fallBack = .defer
      $0.isMonitoring = true
    }
    #expect(answers[0] == "action=dunno\n\n")
    #expect(
      log.lines[0]
        == "Monitoring only, not answered: 451 4.7.24 Message deferred: SPF could not be checked in time")
  }

  @Test("exemptions by name are within the time, too")
  func exemptions() async throws {
    let name = try #require(DomainName("host.example.org"))
    let (answers, resolver, _) = try await Self.late {
      $0.exemptions.heloNames = [name]
      $0.exemptions.time = .seconds(60)
    }
    #expect(answers[0] == "action=dunno\n\n")
    #expect(resolver.givenUp >= 1)
  }

  @Test("who has waited for so long already is not asked about; what is at hand is answered all the same")
  func over() async throws {
    let engine = PolicyEngine(
      configuration: PolicyConfiguration(hostName: "mx.example.org"), resolver: GatedResolver())
    let request = try #require(try Requests.request())
    #expect(await engine.verdict(on: request, waited: AnswerRules().time).isLate)
    #expect(engine.resolver.asked == 0)
    var memory = InstanceMemory()
    let local = try #require(try Requests.request(["client_address": "127.0.0.1"]))
    #expect(engine.decideAtHand(local, memory: &memory)?.verdict.exemption == .local)
  }

  @Test("a JSON line says that the time was over")
  func json() async throws {
    let log = RecordingSink()
    _ = try await Self.late(log: log) { $0.logging.form = .json }
    #expect(log.lines[0].contains("\"late\":true"))
  }

  @Test("over a connection: the answer comes when the time is over, and the next request is answered")
  func connection() async throws {
    let resolver = GatedResolver()
    let clock = HandClock()
    try await RunningServer.with(resolver: resolver, clock: clock) { addresses, _ in
      let client = try #require(Client(addresses[0]))
      client.send(Requests.text())
      while clock.sleepers == 0 || resolver.asked == 0 { await Task.yield() }
      clock.advance(by: AnswerRules().time)
      #expect(client.receive() == ["action=dunno\n\n"])
      resolver.open()
      client.send(Requests.text())
      #expect(client.receive().first?.hasPrefix("action=550 5.7.23 ") == true)
    }
  }
}
