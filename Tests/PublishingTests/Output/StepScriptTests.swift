import DNS
import Publishing
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct StepScriptTests {
  private static let old = "v=spf1 ip4:192.0.2.10 -all"
  private static let other = "verification=\"a;b\\c\""

  private func plan(_ texts: String..., removing: [String] = ["192.0.2.10"]) async throws -> ChangePlan {
    let published = PublishedTexts(
      domain: PlanFixture.domain, zone: name("example.com"), texts: texts.map { TextRecord($0) }, ttl: 3600,
      servers: ["ns.example.com (192.0.2.53)"], isAuthoritative: true)
    return try await PlanFixture.plan(
      published, adding: ["203.0.113.25"], removing: removing, timing: PlanTiming(now: 1_795_500_000))
  }

  @Test func nsupdateRequiresTheCompleteSetAndReplacesIt() async throws {
    let plan = try await plan(Self.old, Self.other)
    let add = try #require(try StepScript(plan, .add)?.nsupdate)
    #expect(
      add.split(separator: "\n").dropFirst(5).joined(separator: "\n") == """
        prereq yxrrset corp.example.com. IN TXT "v=spf1 ip4:192.0.2.10 -all"
        prereq yxrrset corp.example.com. IN TXT "verification=\\"a;b\\\\c\\""
        update delete corp.example.com. TXT
        update add corp.example.com. 300 IN TXT "v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all"
        update add corp.example.com. 300 IN TXT "verification=\\"a;b\\\\c\\""
        send
        """)
    // The step after it requires what this one leaves.
    let remove = try #require(try StepScript(plan, .remove)?.nsupdate)
    #expect(
      remove.contains(
        "prereq yxrrset corp.example.com. IN TXT \"v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all\"\n"))
    #expect(remove.contains("update add corp.example.com. 300 IN TXT \"v=spf1 ip4:203.0.113.25 -all\"\n"))
    #expect(StepScript(plan, .cutOver) == nil)
  }

  @Test func aNewNameMustStillBeNew() async throws {
    let add = try #require(try StepScript(try await plan(removing: []), .add)?.nsupdate)
    #expect(add.contains("prereq nxrrset corp.example.com. IN TXT\n"))
    #expect(!add.contains("update delete"))
  }

  /// What the zone's own reader makes of the lines is what was meant, long records included.
  @Test func zoneLinesAreReadBack() async throws {
    let many = (0..<30).map { "ip4:198.51.100.\($0 * 2)" }.joined(separator: " ")
    let plan = try await plan("v=spf1 ip4:192.0.2.10 \(many) -all", Self.other)
    for kind in [ChangeStep.Kind.lower, .add, .remove, .restore] {
      let script = try #require(StepScript(plan, kind))
      let data = try MasterFileReader(file: "plan.zone").zoneData(Array(script.zoneLines.utf8))
      let records = data.entries[PlanFixture.domain]?.records[.txt]
      guard case .texts(let texts)? = records?.data else {
        Issue.record("no TXT records in step \(kind)")
        continue
      }
      let step = try #require(plan.steps.first { $0.kind == kind }?.publication)
      #expect(texts.map { String(decoding: $0.joined, as: UTF8.self) } == [step.record, Self.other])
      #expect(records?.ttl == step.ttl)
      #expect(texts.allSatisfy { $0.strings.allSatisfy { $0.count <= 255 } })
    }
  }

  @Test func otherToolsGetTheirOwnWords() async throws {
    let plan = try await plan(Self.old, "verification=a;b")
    let script = try #require(StepScript(plan, .add))
    #expect(
      try script.dnscontrol.contains(
        "TXT(\"corp\", \"v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all\", TTL(300)),\n"))
    #expect(try script.octodns.contains("'corp':\n  - type: TXT\n    ttl: 300\n    values:\n    - 'v=spf1 "))
    #expect(try script.octodns.contains("a\\;b"))
  }

  /// They own all TXT records of the name, and would publish this one otherwise than it is.
  @Test(arguments: [("back\\slash", false, true), ("caf\u{e9}", true, true), ("line\u{a}end", true, true)])
  func whatTheyCannotCarryIsRefused(text: String, byDNSControl: Bool, byOctoDNS: Bool) async throws {
    let script = try #require(StepScript(try await plan(Self.old, text), .add))
    #expect(((try? script.dnscontrol) == nil) == byDNSControl)
    #expect(((try? script.octodns) == nil) == byOctoDNS)
    #expect(script.zoneLines.contains("IN TXT"))
  }

  @Test func theCalendarHasAnEventForEachStep() async throws {
    let plan = try await plan(Self.old)
    let text = PlanCalendar(plan, agent: "test/1").text
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
    let lines = text.split(separator: "\r\n")
    #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == plan.steps.count)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(text.contains("DTSTART:20261124T060000Z\r\n"))
  }

  @Test func textAndJSONTellTheTime() async throws {
    let plan = try await plan(Self.old)
    let safe = CivilTime(try #require(plan.safeFrom))
    #expect(PlanText(plan).full.hasSuffix("Safe from \(safe.text) UTC.\n"))
    let json = try JSONText.encode(PlanDocument(plan))
    #expect(json.contains("\"safeFrom\" : \"\(safe.machine)\""))
    #expect(json.contains("\"during\" : \"v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all\""))
  }

  /// What only a cache tells of a TTL is no promise.
  @Test func aTimeFromACacheIsNoPromise() async throws {
    let published = PublishedTexts(
      domain: PlanFixture.domain, zone: PlanFixture.domain, texts: [TextRecord(Self.old)], ttl: 5,
      servers: [],
      isAuthoritative: false)
    let plan = try await PlanFixture.plan(
      published, adding: ["203.0.113.25"], removing: [], timing: PlanTiming(now: 1_796_104_800))
    #expect(!plan.isOnTime)
    #expect(PlanText(plan).full.contains("Not before "))
    #expect(!PlanText(plan).full.contains("Safe from "))
    // And a short TTL may have been a long one an hour ago.
    #expect(plan.warnings.contains { $0.contains("short already, 5 s") })
  }

  @Test func theScriptSaysWhatItCannotRequire() async throws {
    let plan = try await plan(Self.old)
    let lowered = plan.steps.contains { $0.kind == .lower }
    let text = try #require(StepScript(plan, .add)).nsupdate
    #expect(lowered && text.contains("; The step lower must have been published "))
    #expect(try !#require(StepScript(plan, .restore)).nsupdate.contains("The step lower must"))
  }
}
