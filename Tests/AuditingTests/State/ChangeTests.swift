import Auditing
import Reporting
import SPF
import TestSupport
import Testing

/// Until when caches may have what was before a change. The TTL of the table is 300 s unless a line says another.
@Suite struct ChangeTests {
  static let now = AuditFixture.now

  static func audit(
    _ table: [String], _ state: RecordState?, at seconds: Int64 = 0, isGate: Bool = false
  ) async throws -> AuditReport {
    try await AuditFixture.audit(
      AuditFixture.story, table, state: state ?? RecordState(time: 0, entries: [:]), isGate: isGate,
      now: now + seconds)
  }

  static func sentence(_ report: AuditReport) -> String? {
    report.findings.first { [.changed, .changedForWorse].contains($0.code) }?.sentence
  }

  @Test func theOldTTLCountsFromTheAuditThatFindsTheChange() async throws {
    let first = try await Self.audit(RejectionTests.mended, nil, at: -86_400).state
    var table = RejectionTests.mended
    table[0] = "corp.example.com TXT v=spf1 ip4:203.0.113.25 ip4:192.0.2.77 -all"
    let report = try await Self.audit(table, first)
    #expect(
      Self.sentence(report)?.hasSuffix(
        " 192.0.2.77 gained pass. Caches may have what was before until 2026-01-29 10:05:00 UTC, and receivers go by it so long."
      ) == true)
    #expect(report.changes?.map(\.cachedUntil) == [Self.now + 300])
    let json = try JSONText.encode(AuditDocument(report, isStrict: false))
    #expect(json.contains("\"cachedUntil\"") && json.contains("2026-01-29T10:05:00Z"))
  }

  /// What cron's audit says must not begin anew what a deployment has seen begin.
  @Test(
    arguments: [
      (
        Int64(299),
        "gained pass. Caches may have what was before until 2026-01-29 10:05:00 UTC, and receivers"
      ),
      (300, "gained pass. No cache has what was before any more."),
    ])
  func aDeploymentMayHaveSeenItFirst(seconds: Int64, expected: String) async throws {
    let first = try await Self.audit(AuditFixture.storyTable, nil, at: -86_400).state
    let gate = try await Self.audit(RejectionTests.mended, first, isGate: true)
    let report = try await Self.audit(RejectionTests.mended, gate.state, at: seconds)
    #expect(Self.sentence(report)?.contains(expected) == true)
    #expect(report.changes?.map(\.cachedUntil) == [Self.now + 300])
  }

  @Test func whatConcernsNobodyNeedsNoPatience() async throws {
    let first = try await Self.audit(RejectionTests.mended, nil, at: -86_400).state
    var table = RejectionTests.mended
    table[0] = "corp.example.com TXT v=spf1 ip4:203.0.113.25/32 -all"
    let same = try await Self.audit(table, first)
    #expect(Self.sentence(same)?.hasSuffix("It says the same of every address as before.") == true)
  }
}
