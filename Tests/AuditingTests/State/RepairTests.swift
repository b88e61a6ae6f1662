import Auditing
import MailLog
import SPF
import TestSupport
import Testing

/// What a state tells of a repair, and of the refusals around it. The TTL of the table is 300 s.
@Suite struct RepairTests {
  static let now = AuditFixture.now
  static let empty = RecordState(time: 0, entries: [:])

  /// The state of an audit of the old record at `old`, and then of the mended one at `new`.
  static func state(old: Int64, new: Int64) async throws -> RecordState {
    let first = try #require(
      try await AuditFixture.audit(AuditFixture.story, AuditFixture.storyTable, state: empty, now: old).state)
    return try #require(
      try await AuditFixture.audit(AuditFixture.story, RejectionTests.mended, state: first, now: new).state)
  }

  static func report(
    _ seconds: [Int64], hasZone: Bool = true, state: RecordState?
  ) async throws -> AuditReport {
    try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended,
      log: RejectionTests.log(seconds.map { AuditFixture.rejection(seconds: $0, hasZone: hasZone) }),
      state: state)
  }

  @Test func refusalsBehindTheRepairAreExplainedByCaches() async throws {
    let state = try await Self.state(old: Self.now - 7_200, new: Self.now - 3_600)
    let report = try await Self.report([-7_300, -5_000, -3_599, -3_300].map { Self.now + $0 }, state: state)
    let item = try #require(report.log?.cases.first)
    #expect(item.verdict == .repaired)
    #expect(
      item.repair
        == RejectionCase.Repair(
          since: Self.now - 3_600, before: Self.now - 7_200, cachedUntil: Self.now - 3_300, explained: 2,
          unexplained: 0))
    #expect(
      RejectionTests.finding(report, .repaired)?.sentence.hasSuffix(
        "It would pass now. The record was mended between 2026-01-29 08:00:00 and 2026-01-29 09:00:00 UTC; caches may have had the one before until 2026-01-29 09:05:00 UTC. 2 recipients refused after that are explained by such caches."
      ) == true)
  }

  @Test func whatNoCacheExplainsIsNamed() async throws {
    let state = try await Self.state(old: Self.now - 7_200, new: Self.now - 3_600)
    let report = try await Self.report([-5_000, -3_500, -3_299].map { Self.now + $0 }, state: state)
    #expect(report.log?.cases.first?.verdict == .refusedAlthoughAuthorised)
    #expect(
      RejectionTests.finding(report, .refusedAlthoughAuthorised)?.sentence.hasSuffix(
        "It passes, and did so for longer than any cache may keep another record. It has been so since 2026-01-29 09:00:00 UTC at least. 1 recipient of these was refused after 2026-01-29 09:05:00 UTC, when no cache had another record any more."
      ) == true)
  }

  /// A log without zones may be hours off.
  @Test func withoutAZoneOnlyHoursTell() async throws {
    let state = try await Self.state(old: Self.now - 200_000, new: Self.now - 100_000)
    for (seconds, verdict) in [
      (Self.now - 100_000 + 300 + 14 * 3_600, RejectionVerdict.repaired),
      (Self.now - 100_000 + 301 + 14 * 3_600, .refusedAlthoughAuthorised),
    ] {
      let report = try await Self.report([seconds], hasZone: false, state: state)
      #expect(report.log?.cases.map(\.verdict) == [verdict])
      #expect(report.log?.cases.first?.repair?.explained == 0)
    }
  }

  /// The audit that finds the change knows it, too.
  @Test func aChangeOfThisVeryAuditCounts() async throws {
    let first = try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable, state: Self.empty, now: Self.now - 3_600
    ).state
    let report = try await Self.report([Self.now - 1_800], state: first)
    #expect(report.log?.cases.first?.repair?.before == Self.now - 3_600)
    #expect(report.log?.cases.first?.repair?.cachedUntil == Self.now + 300)
    #expect(
      RejectionTests.finding(report, .repaired)?.sentence.contains(
        "caches may have the one before until 2026-01-29 10:05:00 UTC") == true)
  }

  @Test func aRecordThatWasAlwaysSeenAsItIsTellsSinceWhen() async throws {
    let first = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, state: Self.empty, now: Self.now - 3_600
    ).state
    let report = try await Self.report([Self.now - 5_000], state: first)
    #expect(
      RejectionTests.finding(report, .repaired)?.sentence.hasSuffix(
        "The record has been so since 2026-01-29 09:00:00 UTC at least; caches may have had another one until 2026-01-29 09:05:00 UTC."
      ) == true)
  }

  /// A change that has nothing to do with the address explains nothing.
  @Test func otherChangesExplainNothing() async throws {
    let first = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, state: Self.empty, now: Self.now - 90_000
    ).state
    var table = RejectionTests.mended
    table[0] = "corp.example.com TXT v=spf1 ip4:203.0.113.25 ip4:192.0.2.77 -all"
    let report = try await AuditFixture.audit(
      AuditFixture.story, table, log: RejectionTests.log([AuditFixture.rejection(seconds: Self.now - 100)]),
      state: first)
    #expect(report.log?.cases.first?.verdict == .refusedAlthoughAuthorised)
    #expect(report.log?.cases.first?.repair?.since == Self.now - 90_000)
  }

  @Test func theHELONameHasAHistoryToo() async throws {
    var table = RejectionTests.mended
    table[4] = "mail2.corp.example.jp TXT v=spf1 -all"
    let first = try #require(
      try await AuditFixture.audit(AuditFixture.story, table, state: Self.empty, now: Self.now - 3_600).state)
    let report = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended,
      log: RejectionTests.log([AuditFixture.rejection(sender: "", domain: nil, seconds: Self.now - 1_800)]),
      state: first)
    #expect(report.log?.cases.first?.repair?.before == Self.now - 3_600)
    let change = try #require(report.findings.first { $0.code == .changed })
    #expect(
      change.sentence
        == "The record of the HELO name mail2.corp.example.jp or what it refers to changed since 2026-01-29 09:00:00 UTC. 203.0.113.25 gained pass. Caches may have what was before until 2026-01-29 10:05:00 UTC, and receivers go by it so long."
    )
    #expect(AuditText(report).full.contains("- mail2.corp.example.jp TXT: \"v=spf1 -all\""))
  }
}
