import Auditing
import Publishing
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct RecordStateTests {
  static let empty = RecordState(time: 0, entries: [:])

  static func state(_ table: [String], _ old: RecordState = empty) async throws -> AuditReport {
    try await AuditFixture.audit(AuditFixture.story, table, state: old)
  }

  @Test func nothingChangesBetweenTwoAudits() async throws {
    let first = try await Self.state(AuditFixture.storyTable)
    #expect(first.changes?.isEmpty == true)
    let kept = try #require(first.state)
    let read = try RecordStateFile.state(Array(try RecordStateFile.text(kept).utf8), file: "state.json")
    #expect(read.entries.keys.sorted() == [name("corp.example.com"), name("mail2.corp.example.jp")])
    let second = try await Self.state(AuditFixture.storyTable, read)
    #expect(second.changes?.isEmpty == true)
  }

  @Test func whoLostPassIsTold() async throws {
    let old = try #require(try await Self.state(AuditFixture.storyTable).state)
    var table = AuditFixture.storyTable
    table[0] = "corp.example.com TXT v=spf1 mx ip4:192.0.2.10/32 ip4:203.0.113.25 -all"
    let report = try await Self.state(table, old)
    #expect(!report.isQuiet(isStrict: false))
    let finding = try #require(report.findings.first { $0.code == .changedForWorse })
    #expect(finding.severity == .warning)
    #expect(finding.sentence.contains("192.0.2.11 lost pass. 203.0.113.25 gained pass."))
    let text = AuditText(report).full
    #expect(text.contains("- corp.example.com TXT: \"v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all\""))
    #expect(text.contains("+ corp.example.com TXT: \"v=spf1 mx ip4:192.0.2.10/32 ip4:203.0.113.25 -all\""))
  }

  @Test func whatIsReferredToCountsAndEqualMeaningIsSaid() async throws {
    let old = try #require(try await Self.state(AuditFixture.storyTable).state)
    let table = AuditFixture.storyTable.map {
      $0 == "mx.corp.example.com A 192.0.2.10" ? "mx.corp.example.com A 192.0.2.12" : $0
    }
    let changed = try await Self.state(table, old)
    #expect(
      changed.findings.first { $0.code == .changed }?.sentence.contains("192.0.2.12 gained pass") == true)
    var same = AuditFixture.storyTable
    same[0] = "corp.example.com TXT v=spf1 ip4:192.0.2.11 mx -all"
    #expect(
      try await Self.state(same, old).findings.first { $0.code == .changed }?.sentence.contains(
        "says the same of every address") == true)
  }

  @Test func silenceIsNoChange() async throws {
    let old = try #require(try await Self.state(AuditFixture.storyTable).state)
    var table = AuditFixture.storyTable
    table[0] = "corp.example.com TXT !timeout"
    let report = try await Self.state(table, old)
    #expect(report.changes?.isEmpty == true)
    #expect(
      report.state?.entries[name("corp.example.com")]?.snapshot.answers.count
        == old.entries[name("corp.example.com")]?.snapshot.answers.count)
  }

  @Test(
    "what is no state is named with its line, and what was expected",
    arguments: [
      (
        "",
        "state.json: this is no JSON; expected a file that spf audit --record-state wrote, and it is empty"
      ),
      ("{\n  \"format\": \"spf-audit-state-1\",\n  \"time\": }\n", "state.json:3: this is no JSON"),
      ("[]", "state.json:1: expected another kind of value"),
      ("{\"format\": \"spf-audit-state-1\", \"time\": 1}", "expected the key \"domains\""),
      (
        "{\"format\": \"spf-audit-state-9\", \"time\": 1, \"domains\": []}",
        "expected the format spf-audit-state-1, not spf-audit-state-9"
      ),
      (
        "{\n\"format\": \"spf-audit-state-1\",\n\"domains\": [\n{\"since\": \"x\"}],\n\"time\": 1}",
        "state.json:4: expected the key"
      ),
      (
        "{\"format\": \"spf-audit-state-1\", \"time\": 1, \"domains\": [{\"since\": 1, \"snapshot\": {\"format\": \"x\", \"domain\": \"a.example\", \"time\": 1, \"answers\": []}}]}",
        "this is no snapshot of the format"
      ),
      ("\u{1b}\u{0}", "this is no JSON"),
    ])
  func mistakes(text: String, expected: String) {
    let error = #expect(throws: RecordStateError.self) {
      try RecordStateFile.state(Array(text.utf8), file: "state.json")
    }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("left as it is") == true)
  }
}
