import Publishing
import SPF
import TestSupport
import Testing

/// Records that nobody can use as they are.
@Suite struct RepairTests {
  private static let many = (0..<11).map { "include:i\($0).example.com" }.joined(separator: " ")
  private static let included = (0..<11).map { "i\($0).example.com TXT v=spf1 ip4:198.51.100.\($0)" }

  private func plan(
    _ records: [String], adding: [String] = [], removing: [String] = [], to record: String? = nil
  ) async throws -> ChangePlan {
    try await PlanRequest(
      domain: PlanFixture.domain, adding: adding, removing: removing, record: record, isExample: true,
      timing: PlanTiming(now: 0)
    ).answer(
      over: TableResolver(lines: Self.included + records.map { "corp.example.com TXT \($0)" }), connector: nil
    )
  }

  @Test(arguments: [
    (["v=spf1 ip4:192.0.2.10 include:gone.example.com -all"], "permerror"),
    (["v=spf1 ip4:192.0.2.10 \(many) -all"], "it needs 11 terms that ask DNS, of 10"),
    (["v=spf1 a:n0.example.com a:n1.example.com a:n2.example.com ip4:192.0.2.10 -all"], "3 of its lookups"),
    (["v=spf1 ipv4:192.0.2.10 -all"], "syntax error"),
    (["v=spf1 ip4:192.0.2.10 -all", "v=spf1 mx -all"], "2 SPF records"),
  ])
  func aBrokenRecordIsSaidToBeAndNotMadeLonger(records: [String], reason: String) async throws {
    let error = try #require(
      await #expect(throws: PlanError.self) { try await plan(records, adding: ["203.0.113.25"]) })
    #expect(error.message.contains(reason), "\(error)")
    #expect(error.remedy.contains("--record"))
    // What mends it comes at once, and is said first.
    let mended = try await plan(records, to: "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all")
    #expect(mended.change.isRepair)
    #expect(mended.steps.map(\.kind).prefix(2) == [.add, .cutOver])
    #expect(StepWords(plan: mended).title(mended.steps[0]).hasPrefix("Repair: "))
    let text = PlanText(mended).full.split(separator: "\n")
    #expect(text[1].hasPrefix("  broken  ") && !mended.steps.contains { $0.kind == .lower })
  }

  @Test func theTermThatIsTheCauseGoesAtOnce() async throws {
    let plan = try await plan(
      ["v=spf1 ip4:192.0.2.10 include:gone.example.com ip4:192.0.2.11 -all"], adding: ["203.0.113.25"],
      removing: ["include:gone.example.com", "192.0.2.10"])
    #expect(plan.change.during == "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 ip4:203.0.113.25 -all")
    #expect(plan.change.after == "v=spf1 ip4:192.0.2.11 ip4:203.0.113.25 -all")
    #expect(plan.change.problemsAfter.isEmpty)
  }

  /// All of several records are replaced by the one.
  @Test func twoRecordsBecomeOne() async throws {
    let plan = try await plan(
      ["v=spf1 ip4:192.0.2.10 -all", "text", "v=spf1 mx -all"], to: "v=spf1 ip4:192.0.2.10 -all")
    let script = try #require(StepScript(plan, .add)).nsupdate
    #expect(script.split(separator: "\n").filter { $0.hasPrefix("prereq yxrrset") }.count == 3)
    #expect(script.split(separator: "\n").filter { $0.hasPrefix("update add") }.count == 2)
  }

  @Test(arguments: [
    (
      ["v=spf1 ip4:192.0.2.10 -all", "v=spf1 ip4:192.0.2.11 ~all"],
      "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 ~all"
    ), (["v=spf1 ipv4:192.0.2.10 -all"], "v=spf1 ip4:192.0.2.10 -all"),
  ])
  func theErrorOffersARecord(records: [String], record: String) async throws {
    let error = try #require(
      await #expect(throws: PlanError.self) { try await plan(records, adding: ["203.0.113.25"]) })
    #expect(error.remedy.contains("--record \"\(record)\""))
  }
}
