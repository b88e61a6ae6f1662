import DNS
import Diagnosis
import GraceJudging
import OpenSPF
import PolicyService
import SPF
import Testing

@Suite("Judging by diagnosis")
struct DiagnosisJudgeTests {
  /// The story: a server that was replaced, its name and its neighbours the sender's own; and a host of strangers.
  private static let zone = """
    $TTL 300
    corp.example.com. TXT "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 -all"
    corp.example.com. MX 10 mail2.corp.example.com.
    mail2.corp.example.com. A 192.0.2.12
    12.2.0.192.in-addr.arpa. PTR mail2.corp.example.com.
    host-99.dynamic.example.net. A 203.0.113.99
    99.113.0.203.in-addr.arpa. PTR host-99.dynamic.example.net.

    """

  /// A judge who has all the time that a busy machine takes.
  private static func judge(past: (any PastObservations)? = nil, receiver: Receiver = Receiver()) throws
    -> DiagnosisJudge
  {
    DiagnosisJudge(
      resolver: ZoneResolver(try ZoneFormat.read(Array(zone.utf8), path: "test.zone", origin: nil)),
      receiver: receiver, past: past,
      time: .seconds(3600), patience: .seconds(3600), now: { now * 1000 })
  }

  private static let now: Int64 = 1_780_000_000

  /// What a history would tell of every domain and client.
  private struct Remembered: PastObservations {
    let past: Past
    func past(of domain: DomainName, client: IPAddress) async -> Past? { past }
  }

  private static func question(_ client: String, helo: String, name: String?) throws -> GraceQuestion {
    var question = GraceQuestion(
      domain: try #require(DomainName("corp.example.com")), scope: .mailFrom, result: .fail,
      client: try #require(IPAddress(client)))
    question.helo = helo
    question.clientName = name
    question.sender = "news@corp.example.com"
    question.recipient = "me@receiver.example"
    return question
  }

  @Test("the sender's own server, which its record does not have")
  func stale() async throws {
    let probability = try await Self.judge().probabilityOfStaleRecord(
      try Self.question("192.0.2.12", helo: "mail2.corp.example.com", name: "mail2.corp.example.com"))
    let found = try #require(probability)
    #expect(found * 100 >= Double(GraceRules().probability))
  }

  @Test("a host that passed until the record changed is the sender's; one that was never seen is not")
  func past() async throws {
    let question = try Self.question(
      "203.0.113.99", helo: "[203.0.113.99]", name: "host-99.dynamic.example.net")
    let without = try #require(await Self.judge().probabilityOfStaleRecord(question))
    var served = Past()
    served.domainSeen = Self.now - 100 * 86_400
    served.clientSeen = served.domainSeen
    served.passes = (Self.now - 100 * 86_400)...(Self.now - 3 * 86_400)
    served.recordsSeen = [Self.now - 100 * 86_400, Self.now - 2 * 86_400]
    let passed = try #require(
      await Self.judge(past: Remembered(past: served)).probabilityOfStaleRecord(question))
    #expect(passed > without)
    #expect(passed * 100 >= Double(GraceRules().probability))
    // One of the receiver's own, which brings the mail of others, is not the sender's for that.
    var policy = PolicyConfiguration(hostName: "mx.receiver.example")
    policy.exemptions.relays = [try #require(IPNetwork("203.0.113.99"))]
    let own = try #require(
      await Self.judge(past: Remembered(past: served), receiver: Receiver(policy))
        .probabilityOfStaleRecord(question))
    #expect(own * 100 < Double(GraceRules().probability))
    // So does a judge who hears of the relay later, when the configuration is read again.
    let judge = try Self.judge(past: Remembered(past: served))
    judge.use(policy)
    #expect(await judge.probabilityOfStaleRecord(question) == own)
    var strange = Past()
    strange.domainSeen = Self.now - 100 * 86_400
    let unseen = try #require(
      await Self.judge(past: Remembered(past: strange)).probabilityOfStaleRecord(question))
    #expect(unseen * 100 < Double(GraceRules().probability))
  }

  @Test("a stranger's host stays below what is wanted, although the record lacks an MX")
  func forged() async throws {
    let probability = try await Self.judge().probabilityOfStaleRecord(
      try Self.question("203.0.113.99", helo: "[203.0.113.99]", name: "host-99.dynamic.example.net"))
    let found = try #require(probability)
    #expect(found * 100 < Double(GraceRules().probability))
  }
}
