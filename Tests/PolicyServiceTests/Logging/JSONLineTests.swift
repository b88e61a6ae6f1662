import Testing

@testable import PolicyService

@Suite("Log lines of JSON")
struct JSONLineTests {
  @Test(
    "the time is universal time with milliseconds",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
      (951_782_400_007, "2000-02-29T00:00:00.007Z"), (1_700_000_000_120, "2023-11-14T22:13:20.120Z"),
    ])
  func time(milliseconds: Int64, expected: String) {
    let line = JSONLine(severity: .info, event: "service", time: milliseconds).finished()
    #expect(
      String(decoding: line, as: UTF8.self)
        == "{\"time\":\"\(expected)\",\"severity\":\"info\",\"event\":\"service\"}")
  }

  @Test("a decision has the time of the log's clock")
  func decision() async throws {
    var configuration = PolicyConfiguration(hostName: "mx.example.org")
    configuration.logging.form = .json
    let sink = RecordingSink()
    let log = DecisionLog(configuration: configuration, sink: sink, now: { 1_700_000_000_120 })
    let engine = PolicyEngine(configuration: configuration, resolver: TestResolver.story)
    let request = try #require(try Requests.request())
    var memory = InstanceMemory()
    log.record(await engine.decide(request, memory: &memory), of: request)
    log.event(.warning, "x")
    let start = "{\"time\":\"2023-11-14T22:13:20.120Z\","
    #expect(sink.lines.count == 2)
    #expect(sink.lines.allSatisfy { $0.hasPrefix(start) })
  }
}
