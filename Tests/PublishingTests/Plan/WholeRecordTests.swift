import Publishing
import SPF
import TestSupport
import Testing

/// Records that are given as a whole.
@Suite struct WholeRecordTests {
  private func plan(_ before: String, to after: String) async throws -> ChangePlan {
    try await PlanRequest(
      domain: PlanFixture.domain, adding: [], removing: [], record: after, isExample: true,
      timing: PlanTiming(now: 0)
    ).answer(over: TableResolver("corp.example.com TXT \(before)"), connector: nil)
  }

  /// Who sends from elsewhere is treated otherwise: that is no less a change than a network that goes.
  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.1 ~all", "v=spf1 ip4:192.0.2.1 -all", "softfail becomes fail"),
    ("v=spf1 ip4:192.0.2.1 ?all", "v=spf1 ip4:192.0.2.1 -all", "neutral becomes fail"),
    ("v=spf1 ip4:192.0.2.1", "v=spf1 ip4:192.0.2.1 ~all", "neutral becomes softfail"),
  ])
  func whatIsStricterComesLast(before: String, after: String, words: String) async throws {
    let plan = try await plan(before, to: after)
    #expect(plan.steps.map(\.kind) == [.drain, .remove])
    #expect(plan.steps[1].time == 432_000)
    let text = PlanText(plan).full
    #expect(text.contains("(\(words)): mail of yours from there"))
    #expect(text.contains("See that nothing of yours is sent from where the result gets stricter"))
    #expect(!text.contains("not affected"))
  }

  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 ~all", "Nobody gets a stricter result"),
    ("v=spf1 ip4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1/32 -all", "Nothing changes in meaning."),
  ])
  func whatIsMilderComesAtOnce(before: String, after: String, words: String) async throws {
    let plan = try await plan(before, to: after)
    #expect(plan.steps.map(\.kind) == [.add])
    #expect(plan.steps[0].publication?.ttl == 300)
    #expect(plan.safeFrom == nil && plan.isOnTime)
    #expect(PlanText(plan).full.contains(words))
  }

  @Test func everybodyIsSaidToPass() async throws {
    for record in ["v=spf1 ip4:192.0.2.1 +all", "v=spf1 all"] {
      #expect(
        try await plan("v=spf1 ip4:192.0.2.1 -all", to: record).warnings.contains { $0.contains("(+all)") })
    }
    let wide = try await plan("v=spf1 ip4:192.0.2.1 -all", to: "v=spf1 ip4:0.0.0.0/0 -all")
    #expect(wide.warnings.contains { $0.contains("lets 4294967296 IPv4 addresses pass") })
  }
}
