import Foundation
import Reporting
import SPF
import TestSupport
import Testing

@testable import DNS
@testable import Linting

@Suite struct OutputTests {
  static let hostile = Array("v=spf1 include:<a>&\"']]>.example ipv4:192.0.2.1 ptr ~all".utf8)

  static func report() async throws -> LintReport {
    let sheet = try ZoneSheet(
      Array("$TTL 300\n@ TXT v=spf1 mx -all\nb TXT \"v=spf1 ipv4:192.0.2.1 -all\"\n".utf8),
      file: "zones/a b&c.zone", origin: name("example.com"))
    var report = await Linter(time: .seconds(600)).lint(sheet)
    report.merge(Linter().lint(record: hostile))
    return report
  }

  /// Every rule has a finding in it.
  static func everyRule() async throws -> LintReport { try await all.value }

  // Made once: several suites look at it.
  private static let all = Task {
    var sum = try await report()
    for rule in Rule.all { sum.merge(try await ExampleRunner.report(rule.firing)) }
    return sum
  }

  @Test func textUnderlinesAndSaysWhatToDo() {
    let text = LintText(Linter().lint(record: Array("v=spf1 ipv4:192.0.2.1 -all".utf8))).full
    #expect(
      text == """
        the record: error: "ipv4:192.0.2.1" is not a term of SPF; expected all, include, a, mx, ptr, ip4, ip6 or exists [S01 unknown-term]
            v=spf1 ipv4:192.0.2.1 -all
                   ^~~~~~~~~~~~~~
            Fix: Write ip4:192.0.2.1.
            See: RFC 7208 sections 4.6 and 5

        the record: 1 error, 0 warnings, 0 info.

        """)
    #expect(LintText(Linter().lint(record: Array("v=spf1 -all".utf8))).full == "the record: nothing found.\n")
  }

  @Test func onlyATerminalGetsEscapeCodes() {
    let report = Linter().lint(record: Self.hostile)
    #expect(!LintText(report).full.contains("\u{1b}"))
    #expect(LintText(report, style: TextStyle(isColored: true)).full.contains("\u{1b}[31merror\u{1b}[0m"))
  }

  @Test func jsonIsWhatTheSchemaSays() async throws {
    let json = try JSONText.encode(LintDocument(try await Self.everyRule()))
    let document = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "../..")
    let data = try Data(contentsOf: root.appending(path: "Documentation/lint.schema.json"))
    let schema = try JSONDecoder().decode(JSONValue.self, from: data)
    #expect(SchemaCheck.mistakes(document, schema).prefix(5) == [])
    // The check itself must see what is wrong.
    let wrong = SchemaCheck.mistakes(.object(["errors": .boolean(true), "other": .null]), schema)
    #expect(Set(wrong).isSuperset(of: ["$.errors: not [\"integer\"]", "$: no findings"]))
    #expect(wrong.contains("$: other is not in the schema"))
    let findings = try #require(document["findings"]?.items)
    #expect(Set(findings.compactMap { $0["rule"]?.text }) == Set(Rule.all.map(\.id)))
    let unquoted = try #require(findings.first { $0["rule"]?.text == "R05" })
    #expect(unquoted["line"]?.number == 2)
    #expect(unquoted["column"]?.number == 7)
    #expect(unquoted["endColumn"]?.number == 21)
    #expect(unquoted["replacement"]?.text == "\"v=spf1 mx -all\"")
  }

  @Test(arguments: [
    ("v=spf1 -all", false, Int32(0)), ("v=spf1 -all", true, 0), ("v=spf1 ptr -all", false, 0),
    ("v=spf1 ptr -all", true, 1), ("v=spf1 +all", false, 2), ("v=spf1 +all", true, 2),
  ])
  func exitStatus(record: String, isStrict: Bool, status: Int32) {
    #expect(Linter().lint(record: Array(record.utf8)).exitStatus(isStrict: isStrict) == status)
  }
}
