import PolicyService
import SPF
import Testing

@Suite("Temporary exemptions")
struct TemporaryExemptionTests {
  /// What a service with one exemption answers and logs at 1000 seconds past 1970.
  private static func answer(
    to values: KeyValuePairs<String, String?>, domain: String, network: String, end: Int64 = 2000,
    change: (inout PolicyConfiguration) -> Void = { _ in }
  ) async throws -> (reply: String, log: [String]) {
    var configuration = PolicyConfiguration(hostName: "mx.example.org")
    change(&configuration)
    let engine = PolicyEngine(
      configuration: configuration, resolver: TestResolver.story, now: { 1_000_000 })
    engine.use(
      TemporaryExemptions([
        TemporaryExemption(
          domain: try #require(DomainName(domain)), network: try #require(IPNetwork(network)),
          reason: "moved; told them", end: end)
      ]))
    let sink = RecordingSink()
    let log = DecisionLog(configuration: configuration, sink: sink)
    var memory = InstanceMemory()
    let request = try #require(try Requests.request(values))
    let decision = await engine.decide(request, memory: &memory)
    log.record(decision, of: request)
    var out: [UInt8] = []
    decision.appendReply(to: &out)
    return (String(decoding: out, as: UTF8.self), sink.lines)
  }

  @Test(
    "a fail of that domain from that network passes: the header field tells the result, the log the refusal")
  func exempt() async throws {
    let (reply, log) = try await Self.answer(to: [:], domain: "example.com", network: "203.0.113.0/24")
    #expect(reply.hasPrefix("action=prepend Received-SPF: Fail (mailfrom) "))
    #expect(log.count == 2)
    #expect(
      log[0].hasPrefix(
        "Exempt (moved; told them), not answered: 550 5.7.23 Message rejected due to: SPF fail"))
  }

  @Test(
    "no other domain, no other client, and not when it is over",
    arguments: [
      ("example.net", "203.0.113.0/24", 2000 as Int64), ("sub.example.com", "203.0.113.0/24", 2000),
      ("example.com", "203.0.113.98", 2000), ("example.com", "203.0.113.0/24", 1000),
    ])
  func others(domain: String, network: String, end: Int64) async throws {
    let (reply, _) = try await Self.answer(to: [:], domain: domain, network: network, end: end)
    #expect(reply.hasPrefix("action=550 5.7.23 "))
  }

  @Test("a HELO that fails is forgiven for the sender's domain, and MAIL FROM is checked all the same")
  func helo() async throws {
    let helo: KeyValuePairs<String, String?> = [
      "helo_name": "nothing.example.net", "sender": "a@soft.example.com",
    ]
    let (reply, log) = try await Self.answer(to: helo, domain: "soft.example.com", network: "203.0.113.99")
    #expect(reply.hasPrefix("action=prepend Received-SPF: Softfail (mailfrom) "))
    #expect(log[0].contains("not answered: 550 5.7.23 ") && log[0].contains("s=helo;id=nothing.example.net"))
    // An exemption of the HELO name's domain says nothing of other senders.
    let (other, _) = try await Self.answer(
      to: ["helo_name": "nothing.example.net"], domain: "nothing.example.net", network: "203.0.113.99")
    #expect(other.hasPrefix("action=550 5.7.23 ") && other.contains("s=mfrom"))
  }

  @Test("a deferral is forgiven, too; a pass needs nothing")
  func otherResults() async throws {
    let (deferred, _) = try await Self.answer(
      to: ["sender": "a@down.example.com"], domain: "down.example.com", network: "203.0.113.99"
    ) { $0.errors.temporaryErrors = .defer }
    #expect(deferred.hasPrefix("action=prepend Received-SPF: Temperror "))
    let (pass, log) = try await Self.answer(
      to: ["client_address": "192.0.2.7"], domain: "example.com", network: "192.0.2.0/24")
    #expect(pass.hasPrefix("action=prepend Received-SPF: Pass ") && log.count == 1)
  }

  @Test("JSON has the reason")
  func json() async throws {
    let (_, log) = try await Self.answer(to: [:], domain: "example.com", network: "203.0.113.99") {
      $0.logging.form = .json
    }
    #expect(log[0].contains("\"withheld_because\":\"exemption\",\"exempt_reason\":\"moved; told them\""))
  }
}
