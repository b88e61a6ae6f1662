import Auditing
import SPF
import TestSupport
import Testing

/// A deployment that knows since when a record is as it is. The TTL of the table is 300 s.
@Suite struct GateStateTests {
  static let now = AuditFixture.now
  static let empty = RecordState(time: 0, entries: [:])

  static func gate(_ table: [String], _ state: RecordState?, now: Int64 = now) async throws -> AuditReport {
    try await AuditFixture.audit(AuditFixture.story, table, state: state, isGate: true, now: now)
  }

  @Test func itIsShutUntilNoCacheHasTheRecordBefore() async throws {
    var state = try #require(
      try await Self.gate(AuditFixture.storyTable, Self.empty, now: Self.now - 600).state)
    for (seconds, status) in [(Int64(0), Int32(4)), (299, 4), (300, 0)] {
      let report = try await Self.gate(RejectionTests.mended, state, now: Self.now + seconds)
      #expect(report.exitStatus(isStrict: false) == status)
      #expect(NagiosText(report, isStrict: false).exitStatus == (status == 4 ? 1 : 0))
      state = try #require(report.state)
      guard status == 4 else { continue }
      #expect(report.findings.map(\.code).first == .recentlyChanged)
      #expect(
        report.findings.first?.sentence
          == "203.0.113.25 is authorised for corp.example.com now; the record was changed between 2026-01-29 09:50:00 and 2026-01-29 10:00:00 UTC, and caches may hold the one before, which refuses, until 2026-01-29 10:05:00 UTC."
      )
      #expect(report.findings.first?.remedy == "Begin to send after 2026-01-29 10:05:00 UTC.")
      #expect(AuditText(report).full.hasPrefix("Not yet\n"))
      #expect(NagiosText(report, isStrict: false).line.hasPrefix("SPF WARNING - 203.0.113.25 is authorised"))
    }
  }

  @Test func whatIsNotAuthorisedAtAllComesFirst() async throws {
    let state = try await Self.gate(RejectionTests.mended, Self.empty, now: Self.now - 600).state
    #expect(try await Self.gate(AuditFixture.storyTable, state).exitStatus(isStrict: false) == 1)
  }

  @Test func aChangeThatRefusedNothingIsNoReasonToWait() async throws {
    let state = try await Self.gate(RejectionTests.mended, Self.empty, now: Self.now - 600).state
    var table = RejectionTests.mended
    table[0] = "corp.example.com TXT v=spf1 ip4:203.0.113.25 ip4:192.0.2.77 -all"
    #expect(try await Self.gate(table, state).exitStatus(isStrict: false) == 0)
  }

  @Test func theHELONameIsWaitedForToo() async throws {
    var table = RejectionTests.mended
    table[4] = "mail2.corp.example.jp TXT v=spf1 -all"
    let state = try await Self.gate(table, Self.empty, now: Self.now - 600).state
    let report = try await Self.gate(RejectionTests.mended, state)
    #expect(report.exitStatus(isStrict: false) == 4)
    #expect(report.findings.first?.sentence.contains("for the HELO name mail2.corp.example.jp now") == true)
  }

  @Test func whatItCannotKnowIsSaid() async throws {
    let without = try await Self.gate(RejectionTests.mended, nil)
    #expect(without.exitStatus(isStrict: false) == 0)
    #expect(without.notes.count == 1)
    #expect(without.notes[0].hasPrefix("Since when corp.example.com has this record is not known: "))
    let first = try await Self.gate(RejectionTests.mended, Self.empty)
    #expect(
      first.notes == [
        "The record of corp.example.com has been watched since 2026-01-29 10:00:00 UTC only: if it was changed shortly before, receivers may keep the one before until 2026-01-29 10:05:00 UTC."
      ])
    let later = try await Self.gate(RejectionTests.mended, first.state, now: Self.now + 300)
    #expect(later.notes.isEmpty)
  }

  /// Who reads cron's mail must hear of a change even if a deployment was first to see it.
  @Test func newsOfADeploymentIsStillNewsForTheAudit() async throws {
    let old = try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable, state: Self.empty, now: Self.now - 600
    ).state
    var state = try #require(try await Self.gate(RejectionTests.mended, old, now: Self.now - 500).state)
    state = try RecordStateFile.state(Array(try RecordStateFile.text(state).utf8), file: "state.json")
    state = try #require(try await Self.gate(RejectionTests.mended, state, now: Self.now - 400).state)
    let audit = try await AuditFixture.audit(AuditFixture.story, RejectionTests.mended, state: state)
    #expect(audit.changes?.map(\.domain) == [name("corp.example.com")])
    #expect(audit.changes?.first?.since == Self.now - 600)
    #expect(audit.findings.contains { $0.code == .changedForWorse })
    let entry = try #require(audit.state?.entries[name("corp.example.com")])
    #expect(entry.since == Self.now - 500)
    #expect(entry.told == nil)
    #expect(entry.past.map(\.cachedUntil) == [Self.now - 200])
    let next = try await AuditFixture.audit(AuditFixture.story, RejectionTests.mended, state: audit.state)
    #expect(next.changes?.isEmpty == true)
  }

  @Test func theHistoryIsBounded() async throws {
    var state: RecordState? = Self.empty
    for number in 0..<10 {
      var table = RejectionTests.mended
      table[0] = "corp.example.com TXT v=spf1 ip4:192.0.2.\(number) -all"
      state = try await Self.gate(table, state, now: Self.now + Int64(number)).state
    }
    #expect(state?.entries[name("corp.example.com")]?.past.count == 4)
    let later = try await Self.gate(RejectionTests.mended, state, now: Self.now + 36 * 86_400).state
    #expect(later?.entries[name("corp.example.com")]?.past.count == 1)
  }
}
