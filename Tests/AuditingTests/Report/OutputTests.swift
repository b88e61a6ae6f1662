import Auditing
import Foundation
import MailLog
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct OutputTests {
  static func everything() async throws -> AuditReport {
    var table = AuditFixture.storyTable
    let state = try await AuditFixture.audit(
      AuditFixture.story, table, state: RecordState(time: 0, entries: [:])
    ).state
    table[0] = "corp.example.com TXT v=spf1 mx -all"
    return try await AuditFixture.audit(
      AuditFixture.story + "\nservices: {news: _spf.mailer.example}\n", table,
      log: OutgoingLog(rejections: [AuditFixture.rejection()], survey: OutgoingSurvey()), state: state)
  }

  @Test func textIsInOrderOfImportance() async throws {
    let report = try await AuditFixture.audit(AuditFixture.story, AuditFixture.storyTable)
    #expect(
      AuditText(report).full == """
        Not authorised
          203.0.113.25 (mail2.corp.example.jp) is not authorised for corp.example.com: fail (-all). [missing]
            Publish the record of corp.example.com below.

        Warnings
          mx of corp.example.com authorises 192.0.2.10, which no listed sender of corp.example.com uses. [superfluous]
            List the host if it sends, or else take it out: spf plan corp.example.com --remove mx
          ip4:192.0.2.10/32 of corp.example.com authorises 192.0.2.10, which no listed sender of corp.example.com uses. [superfluous]
            List the host if it sends, or else take it out: spf plan corp.example.com --remove ip4:192.0.2.10/32
          ip4:192.0.2.11/32 of corp.example.com authorises 192.0.2.11, which no listed sender of corp.example.com uses. [superfluous]
            List the host if it sends, or else take it out: spf plan corp.example.com --remove ip4:192.0.2.11/32

        To publish
          corp.example.com TXT "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 ip4:203.0.113.25 -all"
            instead of "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all"
            adds ip4:203.0.113.25; 1 of 10 lookups, 0 of 2 void lookups; caches may keep what is there now for 300 s
            With a timetable, and as zone line or nsupdate script: spf plan corp.example.com --add ip4:203.0.113.25

        1 domain, 1 address: 0 authorised, 1 missing. 1 error, 3 warnings.

        """)
  }

  @Test func onlyATerminalGetsEscapeCodes() async throws {
    let report = try await Self.everything()
    #expect(!AuditText(report).full.contains("\u{1b}"))
    #expect(
      AuditText(report, style: TextStyle(isColored: true)).full.hasPrefix("\u{1b}[31mNot authorised\u{1b}[0m")
    )
  }

  /// Compares the keys of `value` with what `schema` requires, and so on below.
  static func compare(_ value: Any, _ schema: [String: Any], _ root: [String: Any], _ path: String) throws {
    var schema = schema
    if let reference = schema["$ref"] as? String, let last = reference.split(separator: "/").last {
      schema = try #require((root["$defs"] as? [String: Any])?[String(last)] as? [String: Any])
    }
    if let object = value as? [String: Any] {
      let properties = try #require(schema["properties"] as? [String: Any], "\(path)")
      #expect(Set(object.keys) == Set(properties.keys), "\(path)")
      #expect(Set(object.keys) == Set(try #require(schema["required"] as? [String])), "\(path)")
      for (key, item) in object {
        try compare(item, try #require(properties[key] as? [String: Any]), root, "\(path).\(key)")
      }
    } else if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for item in list { try compare(item, items, root, "\(path)[]") }
    } else if let words = schema["enum"] as? [String], let word = value as? String {
      #expect(words.contains(word), "\(path)")
    }
  }

  @Test func jsonHasTheKeysOfTheSchema() async throws {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "../../..")
    let data = try Data(contentsOf: root.appending(path: "Documentation/audit.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let plain = try await AuditFixture.audit(AuditFixture.story, AuditFixture.storyTable)
    for report in [try await Self.everything(), plain] {
      let json = try JSONText.encode(AuditDocument(report, isStrict: false))
      try Self.compare(try JSONSerialization.jsonObject(with: Data(json.utf8)), schema, schema, "$")
    }
    let properties = try #require(schema["properties"] as? [String: Any])
    let items = try #require((properties["findings"] as? [String: Any])?["items"] as? [String: Any])
    let codes = ((items["properties"] as? [String: Any])?["code"] as? [String: Any])?["enum"] as? [String]
    #expect(Set(codes ?? []) == Set(AuditFinding.Code.allCases.map(\.rawValue)))
  }

  @Test func nagiosGetsOneLine() async throws {
    let report = try await AuditFixture.audit(AuditFixture.story, AuditFixture.storyTable)
    let text = NagiosText(report, isStrict: false)
    #expect(text.exitStatus == 2)
    #expect(
      text.line
        == "SPF CRITICAL - 203.0.113.25 (mail2.corp.example.jp) is not authorised for corp.example.com: fail (-all). | authorised=0 missing=1 softly=0 broken=0 undetermined=0 errors=1 warnings=3 rejections=0 questions=\(report.questions)"
    )
    var table = AuditFixture.storyTable
    table[0] = "corp.example.com TXT v=spf1 ip4:203.0.113.25 ip4:192.0.2.1 -all"
    let fair = try await AuditFixture.audit(AuditFixture.story, table)
    #expect(NagiosText(fair, isStrict: false).line.hasPrefix("SPF OK - 1 authorised, for 1 domain | "))
    let strict = NagiosText(fair, isStrict: true)
    #expect(strict.exitStatus == 1)
    #expect(strict.line.hasPrefix("SPF WARNING - ip4:192.0.2.1 of corp.example.com authorises"))
  }

  @Test func whateverGoesWrongNagiosGetsOneLine() async throws {
    #expect(
      NagiosText.unknown("a|b\nc" + String(repeating: "d", count: 1_000)).hasPrefix("SPF UNKNOWN - a b cddd"))
    #expect(NagiosText.unknown(String(repeating: "d", count: 1_000)).utf8.count < 350)
    let log = OutgoingLog.read(["/nonexistent/mail.log"], ownDomains: [], now: 0)
    #expect(log.problems.count == 1)
    for (table, status, start) in [
      (RejectionTests.mended, Int32(3), "SPF UNKNOWN - /nonexistent/mail.log: there is no such file"),
      (AuditFixture.storyTable, 2, "SPF CRITICAL - 203.0.113.25 (mail2.corp.example.jp) is not authorised"),
    ] {
      let text = NagiosText(
        try await AuditFixture.audit(AuditFixture.story, table, log: log), isStrict: false)
      #expect(text.exitStatus == status)
      #expect(text.line.hasPrefix(start), "\(text.line)")
    }
  }

  @Test func aLogInWhichNoMailLeavesIsSpokenOf() async throws {
    var survey = OutgoingSurvey()
    survey.lines = 3
    let report = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, log: OutgoingLog(rejections: [], survey: survey))
    #expect(
      report.notes == [
        "In 3 lines of the log no mail leaves: is it the log of Postfix, and of the host that sends?"
      ])
    survey.otherDeliveries = 1
    let other = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, log: OutgoingLog(rejections: [], survey: survey))
    #expect(other.notes.isEmpty)
  }

  @Test func prometheusTextIsValid() async throws {
    let text = PrometheusText(try await Self.everything()).full
    #expect(text.hasSuffix("\n"))
    var type: String?
    var seen: Set<Substring> = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("# HELP ") { continue }
      if line.hasPrefix("# TYPE ") {
        type = String(line.split(separator: " ")[2])
        #expect(line.hasSuffix(" gauge"))
        continue
      }
      let match = try #require(
        line.wholeMatch(of: /([a-z_]+)(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? -?[0-9]+/))
      #expect(String(match.1) == type)
      #expect(seen.insert(line.prefix { $0 != " " || false }).inserted, "\(line)")
    }
    #expect(
      text.contains(
        "spf_audit_authorised{domain=\"corp.example.com\",host=\"mail2.corp.example.jp\",address=\"203.0.113.25\"} 0\n"
      ))
    #expect(text.contains("spf_audit_status 1\n"))
    #expect(text.contains("spf_audit_findings{severity=\"wait\"} 0\n"))
    #expect(text.contains("spf_audit_foreign_rejections 0\n"))
    #expect(text.contains("spf_audit_rejections{domain=\"corp.example.com\",verdict=\"missing\"} 1\n"))
  }

  @Test func namesFromDNSCannotReachTheTerminal() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: 203.0.113.25}\n",
      [
        "a.example TXT v=spf1 include:\u{1b}[2J.example -all",
        "25.113.0.203.in-addr.arpa PTR \u{1b}]0;owned\u{7}.example",
      ])
    #expect(report.findings.count == 2)
    for text in [
      AuditText(report).full, NagiosText(report, isStrict: true).line, PrometheusText(report).full,
      try JSONText.encode(AuditDocument(report, isStrict: true)),
    ] {
      #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{7}" })
    }
  }

  @Test func labelsAreEscaped() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {'a\"b\\c': 203.0.113.25}\n",
      ["a.example TXT v=spf1 ip4:203.0.113.25 -all"])
    #expect(PrometheusText(report).full.contains("host=\"a\\\"b\\\\c\""))
  }
}
