import History
import HistoryLinks
import PolicyService
import SPF
import TestSupport
import Testing

@Suite struct DecisionRecorderTests {
  private static let resolver = TableResolver(
    "sender.example TXT v=spf1 ip4:192.0.2.10 -all", "soft.example TXT v=spf1 ~all",
    "broken.example TXT v=spf1 ip4:1 -all", "mail.sender.example TXT v=spf1 a -all",
    "mail.sender.example A 203.0.113.25")

  /// Has a service decide on requests, and gives what it recorded for `domain`.
  private func recorded(
    _ requests: [[PolicyAttribute: String]], domain: String,
    change: (inout PolicyConfiguration) -> Void = { _ in }
  ) async throws -> [String] {
    let place = TemporaryStore()
    let recorder = place.recorder()
    var configuration = PolicyConfiguration(hostName: "mx.receiver.example")
    configuration.localNetworks = LocalNetworks([])
    change(&configuration)
    struct Convinced: GraceJudge {
      func probabilityOfStaleRecord(_ question: GraceQuestion) async -> Double? { 0.99 }
    }
    // Nobody waits in vain, however slow the machine is.
    let clock = HandClock()
    let desk = GraceDesk(judge: Convinced(), clock: clock)
    let judging = Task { await desk.run() }
    defer { judging.cancel() }
    let engine = PolicyEngine(
      configuration: configuration, resolver: Self.resolver, grace: desk, clock: clock)
    struct Silent: LogSink { func write(_ line: LogLine) {} }
    var log = DecisionLog(configuration: configuration, sink: Silent())
    log.observer = DecisionRecorder(recorder)
    var memory = InstanceMemory()
    for values in requests {
      let request = PolicyRequest(values)
      log.record(await engine.decide(request, memory: &memory), of: request)
    }
    await recorder.flush()
    return try await place.lines(domain)
  }

  private static func request(
    _ sender: String, helo: String = "mail.sender.example", client: String = "203.0.113.25",
    instance: String = ""
  ) -> [PolicyAttribute: String] {
    [
      .clientAddress: client, .clientName: "Host.Example", .heloName: helo, .sender: sender,
      .recipient: "b@receiver.example", .instance: instance,
    ]
  }

  @Test func bothIdentitiesAreRecorded() async throws {
    let requests = [Self.request("a@sender.example")]
    #expect(
      try await recorded(requests, domain: "sender.example") == [
        "mailfrom 203.0.113.25 host.example fail rejected 1"
      ])
    #expect(
      try await recorded(requests, domain: "mail.sender.example") == [
        "helo 203.0.113.25 host.example pass rejected 1"
      ])
  }

  @Test func furtherRecipientsAreNoFurtherMessages() async throws {
    let message = Self.request("a@sender.example", instance: "1.1")
    let requests = [message, message, Self.request("a@sender.example", instance: "1.2")]
    #expect(
      try await recorded(requests, domain: "sender.example") == [
        "mailfrom 203.0.113.25 host.example fail rejected 2"
      ])
  }

  @Test func actionIsWhatWasAnswered() async throws {
    #expect(
      try await recorded(
        [Self.request("a@sender.example", helo: "word", client: "192.0.2.10")], domain: "sender.example")
        == ["mailfrom 192.0.2.10 host.example pass accepted 1"])
    #expect(
      try await recorded([Self.request("a@soft.example")], domain: "soft.example") == [
        "mailfrom 203.0.113.25 host.example softfail accepted 1"
      ])
    #expect(
      try await recorded([Self.request("a@sender.example")], domain: "sender.example") {
        $0.isMonitoring = true
      } == ["mailfrom 203.0.113.25 host.example fail withheld 1"])
  }

  @Test(arguments: [(GraceRules.Mode.defer, "deferred"), (.accept, "withheld")])
  func graceIsRecordedAsWhatItDid(mode: GraceRules.Mode, action: String) async throws {
    #expect(
      try await recorded([Self.request("a@sender.example")], domain: "sender.example") {
        $0.grace.mode = mode
      } == ["mailfrom 203.0.113.25 host.example fail \(action) 1"])
  }

  @Test(arguments: [false, true])
  func passActionIsNoRefusal(isMonitoring: Bool) async throws {
    #expect(
      try await recorded(
        [Self.request("a@sender.example", helo: "word", client: "192.0.2.10")], domain: "sender.example"
      ) {
        $0.isMonitoring = isMonitoring
        $0.passActions.mailFrom = "reject_unlisted_sender"
      } == ["mailfrom 192.0.2.10 host.example pass accepted 1"])
  }

  @Test func whoIsNotCheckedIsNotRecorded() async throws {
    #expect(
      try await recorded([Self.request("a@sender.example", client: "nonsense")], domain: "sender.example")
        == [])
    #expect(
      try await recorded([Self.request("a@sender.example")], domain: "sender.example") {
        $0.localNetworks = LocalNetworks([IPNetwork(address("203.0.113.25"))])
      } == [])
  }

  @Test func domainStandsBehindTheLastAt() async throws {
    #expect(
      try await recorded([Self.request("\"a@b.example\"@SENDER.example")], domain: "sender.example") == [
        "mailfrom 203.0.113.25 host.example fail rejected 1"
      ])
  }
}
