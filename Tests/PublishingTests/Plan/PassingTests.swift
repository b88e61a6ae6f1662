import Publishing
import SPF
import TestSupport
import Testing

/// Whom a change lets pass, and from when on.
@Suite struct PassingTests {
  private static let zone = [
    "corp.example.com TXT v=spf1 ip4:192.0.2.10 -all", "none.example.com TXT v=spf1 -all",
    "deep.example.com TXT v=spf1 include:none.example.com ?all", "web.example.com AAAA 2001:db8::80",
    "empty.example.com TXT text", "empty.example.com MX .", "dead.example.com MX gone.example.com",
  ]

  private func plan(_ terms: String..., removing: [String] = []) async throws -> ChangePlan {
    try await PlanRequest(
      domain: PlanFixture.domain, adding: terms, removing: removing, record: nil, isExample: true,
      timing: PlanTiming(now: 0)
    ).answer(over: TableResolver(lines: Self.zone), connector: nil)
  }

  @Test(arguments: [
    ("include:missing.example.com", "permerror: the target has no SPF record"),
    ("include:none.example.com", "the record of none.example.com lets no address pass"),
    ("include:deep.example.com", "the record of deep.example.com lets no address pass"),
    ("a:missing.example.com", "missing.example.com has no address"),
    ("a:empty.example.com", "empty.example.com has no address"),
    ("mx:empty.example.com", "empty.example.com has no mail exchange with an address"),
    ("mx:dead.example.com", "dead.example.com has no mail exchange with an address"),
    ("a", "corp.example.com has no address"),
    ("exists:missing.example.com", "missing.example.com has no A record"),
    ("ip6:::ffff:192.0.2.1", "it matches no address"),
  ])
  func aTermThatLetsNobodyPassIsRefused(term: String, reason: String) async {
    let error = await #expect(throws: PlanError.self) { try await plan(term) }
    #expect(error?.subject == term)
    #expect(error?.message == "it lets nobody pass: \(reason)" || error?.message.contains(reason) == true)
    // With one that does it is no better.
    await #expect(throws: PlanError.self) { try await plan("203.0.113.25", term) }
  }

  @Test(arguments: ["a:web.example.com", "203.0.113.25"]) func oneThatDoesHasATime(term: String) async throws
  {
    let plan = try await plan(term)
    #expect(plan.safeFrom != nil && plan.isOnTime)
  }

  /// Nobody can tell whether the new server is among those whom it lets pass.
  @Test(arguments: ["exists:%{i}.ok.example.com", "ptr:example.net", "include:%{l}.example.net"])
  func whatDependsOnTheMessageHasNoTime(term: String) async throws {
    let plan = try await plan(term)
    #expect(plan.promise == .dependsOnMessage)
    #expect(plan.safeFrom == nil && !plan.isOnTime)
    #expect(!plan.steps.contains { $0.kind == .cutOver })
    let text = PlanText(plan).full
    #expect(text.contains("No time can be told: whom \(term) lets pass depends on the message."))
    #expect(!text.contains("Safe from"))
    // A server beside it has its time, which is said not to be that of the term.
    let both = try await self.plan("203.0.113.25", term)
    #expect(both.safeFrom != nil)
    #expect(both.warnings.contains { $0.contains("the times do not cover it") })
  }

  /// Terms that are not meant to let pass are no servers.
  @Test func anExceptionHasNoTime() async throws {
    let plan = try await PlanRequest(
      domain: PlanFixture.domain, adding: ["-ip4:198.51.100.7"], removing: [], record: nil,
      timing: PlanTiming(now: 0)
    ).answer(
      over: TableResolver("corp.example.com TXT v=spf1 ip4:192.0.2.10 ~all"), connector: nil)
    #expect(plan.promise == .nothingAdded && plan.safeFrom == nil)
    #expect(!PlanText(plan).full.contains("Safe from"))
  }

  @Test(arguments: [
    ("0.0.0.0/0", "it lets every address of its family pass"), ("::/0", "it lets every address"),
    ("+all", "other than all"), ("mail.example.com", "other than all"),
  ])
  func everybodyIsRefused(term: String, reason: String) async {
    let error = await #expect(throws: PlanError.self) { try await plan(term) }
    #expect(error?.message.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("mail.example.com", "Write --add a:mail.example.com for the addresses of a host"),
    ("203.0.113.25,203.0.113.26", "--add 203.0.113.25 --add 203.0.113.26"),
    ("~all", "--record \"v=spf1 … ~all\""),
    ("203.0.113", "Write, for instance,"),
  ])
  func theErrorSaysHowToWriteIt(given: String, remedy: String) async {
    let error = await #expect(throws: PlanError.self) { try await plan(given) }
    #expect(error?.remedy.contains(remedy) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("10.1.2.3", "ip4:10.1.2.3 is private (RFC 1918): no receiver sees such an address"),
    ("203.0.113.25", "ip4:203.0.113.25 is for documentation: no host has it."),
    ("fd00::1", "ip6:fd00::1 is unique local"), ("11.0.0.0/8", "lets 16777216 IPv4 addresses pass"),
  ])
  func whatIsOddIsSaid(term: String, words: String) async throws {
    func warnings(isExample: Bool) async throws -> [String] {
      try await PlanRequest(
        domain: PlanFixture.domain, adding: [term], removing: [], record: nil, isExample: isExample,
        timing: PlanTiming(now: 0)
      ).answer(over: TableResolver(lines: Self.zone), connector: nil).warnings
    }
    #expect(try await warnings(isExample: false).contains { $0.contains(words) })
    #expect(try await warnings(isExample: true).contains { $0.contains("for documentation") } == false)
  }

  /// An exception in the record is no server that passes.
  @Test func anExceptionThatIsNotThereIsSaidNotToBe() async {
    let error = await #expect(throws: PlanError.self) { try await plan(removing: ["-ip4:192.0.2.10"]) }
    #expect(error?.message == "the record of corp.example.com has no such term")
  }
}
