import DNS
import Publishing
import SPF
import TestSupport
import Testing

/// Name servers that lie, hang, or say what is not usual.
@Suite struct HostileServerTests {
  private static let cache = TableResolver(
    "example.com NS ns1.example.com", "example.com NS ns2.example.com", "ns1.example.com A 192.0.2.51",
    "ns2.example.com A 192.0.2.52", "corp.example.com TXT v=spf1 ip4:192.0.2.10 -all")
  private static let honest = Octets(answer: Octets.text("v=spf1 ip4:192.0.2.10 -all"))

  private struct Connector: ServerConnector {
    let one: any Resolver
    let other: any Resolver

    func resolver(for server: ServerAddress) -> (any Resolver)? {
      "\(server.address)" == "192.0.2.51" ? one : other
    }
    func close() {}
  }

  private func plan(
    _ one: any Resolver, _ other: any Resolver, over resolver: any Resolver = cache,
    time: Duration = .seconds(20)
  ) async throws -> ChangePlan {
    try await PlanRequest(
      domain: name("corp.example.com"), adding: ["203.0.113.25"], removing: [], record: nil, isExample: true,
      timing: PlanTiming(now: 0), time: time
    ).answer(over: resolver, connector: Connector(one: one, other: other))
  }

  @Test func anHonestServerIsUnderstood() async throws {
    let plan = try await self.plan(Self.honest, Self.honest)
    #expect(plan.published.ttl == 7200 && plan.isOnTime && plan.warnings.isEmpty)
  }

  /// What one of two says that cannot be true is said, and not planned for.
  @Test(arguments: [
    (
      Octets(answer: Octets.text("v=spf1 +all", owner: "other.example.com")),
      "answers with records of other names"
    ),
    (
      Octets(answer: Octets.text("v=spf1 +all"), question: name("other.example.com")),
      "does not answer: malformed answer: the response to another question"
    ), (Octets(answer: .init(answers: 1)), "does not answer: malformed answer: an answer record ends early"),
    (Octets(answer: .init(), code: 2), "does not answer: SERVFAIL"),
    (Octets(answer: .init(), code: 5), "does not answer: REFUSED"),
  ])
  func aLieIsNamed(liar: Octets, complaint: String) async throws {
    for (one, other) in [(Self.honest, liar), (liar, Self.honest)] {
      let plan = try await self.plan(one, other)
      #expect(plan.change.before == "v=spf1 ip4:192.0.2.10 -all")
      #expect(plan.published.ttl == 7200)
      #expect(
        plan.warnings.contains { $0.contains(complaint) && $0.contains("Nobody knows what it tells others") })
    }
    // If all of them do, the word of a cache is no promise; why is said.
    let alone = try await self.plan(liar, liar)
    #expect(!alone.isMeasured && !alone.isOnTime)
    #expect(alone.warnings.contains { $0.contains(complaint) })
    #expect(PlanText(alone).full.contains("Not before "))
  }

  /// A record of another type under the name is none of the type asked for; without an SOA record nobody knows for how
  /// long caches keep that there is none.
  @Test func anAnswerOfAnotherTypeIsNone() async throws {
    let liar = Octets(answer: Octets.text("v=spf1 +all", type: 99))
    let error = await #expect(throws: PlanError.self) { try await self.plan(Self.honest, liar) }
    #expect(error?.message.contains("disagree about its TXT records, both with serial 7") == true)
    let plan = try await self.plan(liar, liar)
    #expect(plan.change.before == nil)
    #expect(!plan.isOnTime)
    #expect(plan.warnings.contains { $0.contains("without the SOA record") && $0.contains("is a guess") })
  }

  @Test func anAnswerWithoutRecordsHasTheTTLOfItsZone() async throws {
    let none = Octets(answer: .init(authorities: 1, octets: Octets.soa(of: name("example.com"))))
    let plan = try await self.plan(none, none)
    #expect(plan.change.before == nil && plan.published.ttl == 900 && plan.isOnTime)
  }

  @Test(
    arguments: [
      (0, 0, "The TTL is 0"), (1 << 31, 0, "The TTL is 0, or has its top bit set"),
      (.max, 0, "which counts as 0"),
      (
        2_147_483_647, 2_147_483_647,
        "The TTL is 2147483647 s. Most caches keep nothing for longer than a week"
      ),
    ] as [(UInt32, UInt32, String)])
  func aTTLThatIsNotUsualIsSaid(ttl: UInt32, counted: UInt32, words: String) async throws {
    let server = Octets(answer: Octets.text("v=spf1 ip4:192.0.2.10 -all", ttl: ttl))
    let plan = try await self.plan(server, server)
    #expect(plan.published.ttl == counted)
    #expect(plan.warnings.contains { $0.contains(words) })
    #expect(plan.safeFrom == Int64(counted) + (counted == 0 ? 300 : 900))
    #expect(PlanText(plan).full.contains("Safe from "))
    // The greatest that any server gives counts.
    #expect(try await self.plan(Self.honest, server).published.ttl == max(counted, 7200))
  }

  /// Who waits for a server that never answers waits for a bounded time, whatever else there is.
  @Test func aServerThatHangsIsNotWaitedFor() async throws {
    let plan = try await self.plan(Self.honest, SilentResolver(), time: .seconds(2))
    #expect(
      plan.warnings.contains { $0.contains("ns2.example.com (192.0.2.52) does not answer: timed out.") })
    #expect(plan.published.ttl == 7200)
  }

  @Test func serversThatAllHangEndInAnError() async {
    let error = await #expect(throws: PlanError.self) {
      try await self.plan(SilentResolver(), SilentResolver(), over: SilentResolver(), time: .milliseconds(50))
    }
    #expect(error?.description.contains("timed out") == true)
    // Only the cache answers.
    let plan = try? await self.plan(SilentResolver(), SilentResolver(), time: .milliseconds(500))
    #expect(plan?.isOnTime == false)
  }
}
