import Publishing
import SPF
import TestSupport
import Testing

/// Servers that pass by names which are about to move with them.
@Suite struct HeldNamesTests {
  private static let names = [
    "corp.example.com NS ns1.example.com", "corp.example.com MX mx.corp.example.com",
    "mx.corp.example.com A 192.0.2.99",
    "mail.corp.example.com A 192.0.2.98", "mail.corp.example.com AAAA 2001:db8::98",
    "_spf.corp.example.com TXT v=spf1 a:mail.corp.example.com -all", "mx.example.net A 192.0.2.97",
  ]

  private func plan(_ record: String, removing: [String]) async throws -> ChangePlan {
    try await PlanRequest(
      domain: PlanFixture.domain, adding: ["203.0.113.25"], removing: removing, record: nil, isExample: true,
      timing: PlanTiming(now: 0)
    ).answer(over: TableResolver(lines: Self.names + ["corp.example.com TXT \(record)"]), connector: nil)
  }

  @Test(arguments: [
    (
      "v=spf1 mx -all", "192.0.2.99", "MX of corp.example.com, A of mx.corp.example.com",
      "mx of corp.example.com"
    ),
    (
      "v=spf1 a:mail.corp.example.com/32 -all", "2001:db8::98", "AAAA of mail.corp.example.com",
      "a:mail.corp.example.com/32 of corp.example.com"
    ),
    (
      "v=spf1 include:_spf.corp.example.com -all", "192.0.2.98", "A of mail.corp.example.com",
      "a:mail.corp.example.com of _spf.corp.example.com"
    ),
  ])
  func whatLetsTheOldServerPassStaysUntilItIsEmpty(record: String, old: String, names: String, term: String)
    async throws
  {
    let plan = try await plan(record, removing: [old])
    #expect(plan.steps.map(\.kind) == [.hold, .add, .cutOver, .drain])
    #expect(plan.change.held.addresses.prefixes.map(\.description) == [old])
    let words = StepWords(plan: plan)
    #expect(words.title(plan.steps[0]) == "Leave \(names) as they are until the old server is empty (drain)")
    #expect(
      words.reason(plan.steps[0])
        == "\(old) passes only by \(term): changed sooner, the old server would be refused.")
    #expect(words.reason(plan.steps[3]).hasSuffix("Then \(names) may change."))
    // The record itself stays.
    #expect(plan.change.after == plan.change.during && plan.change.removed.isEmpty)
  }

  /// A term that goes with the server is held as well: the removal comes after the drain.
  @Test func aTermThatGoesIsHeldToo() async throws {
    let plan = try await plan("v=spf1 mx ip4:192.0.2.1 -all", removing: ["mx"])
    #expect(plan.steps.map(\.kind).first == .hold)
    #expect(plan.change.after == "v=spf1 ip4:192.0.2.1 ip4:203.0.113.25 -all")
  }

  @Test func whatPassesByItsAddressNeedsNoName() async throws {
    let plan = try await plan("v=spf1 mx ip4:192.0.2.98 -all", removing: ["192.0.2.98"])
    #expect(plan.change.held.isEmpty && !plan.steps.contains { $0.kind == .hold })
    // Both let it pass; the address does until the removal, and the name after it.
    let both = try await self.plan("v=spf1 ip4:192.0.2.99 mx -all", removing: ["192.0.2.99"])
    #expect(both.change.held.isEmpty)
    #expect(both.change.warnings.contains { $0.hasPrefix("What is removed changes nothing") })
  }

  /// Whether a server goes at all is not known.
  @Test func withoutARemovalItIsANote() async throws {
    let plan = try await plan("v=spf1 mx -all", removing: [])
    #expect(!plan.steps.contains { $0.kind == .hold })
    #expect(
      plan.warnings.contains {
        $0.hasPrefix("192.0.2.99 passes only by mx of corp.example.com. If that server goes")
      })
    #expect(try await self.plan("v=spf1 ip4:192.0.2.99 -all", removing: []).change.warnings == [])
  }

  @Test func reverseNamesAreSpokenOf() async throws {
    let plan = try await plan("v=spf1 ip4:192.0.2.1 ptr -all", removing: ["192.0.2.1"])
    #expect(
      plan.warnings.contains {
        $0.hasPrefix("ptr of corp.example.com lets hosts pass by their reverse names")
      })
  }

  /// Another's names are not the owner's to hold.
  @Test func namesOfOthersAreTheirs() async {
    let error = await #expect(throws: PlanError.self) {
      try await plan("v=spf1 a:mx.example.net -all", removing: ["192.0.2.97"])
    }
    #expect(error?.message.contains("passes by a:mx.example.net") == true)
  }
}
