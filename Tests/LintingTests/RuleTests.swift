import Foundation
import Reporting
import Testing

@testable import Linting

@Suite struct RuleTests {
  @Test("the first example fires", arguments: Rule.all)
  func fires(rule: Rule) async throws {
    let report = try await ExampleRunner.report(rule.firing)
    let own = report.findings.filter { $0.rule.id == rule.id }
    #expect(!own.isEmpty, "\(LintText(report).full)")
    // An example of a warning must not be an error, and so on.
    #expect(
      own.contains { $0.severity == rule.severity } || own.contains { $0.severity.rank < rule.severity.rank })
    for finding in own {
      #expect(!finding.message.isEmpty && !finding.message.hasSuffix("."), "\(finding.message)")
      if let mark = finding.mark { #expect(mark.span.upperBound <= mark.text.count && !mark.span.isEmpty) }
    }
  }

  @Test("the second example does not", arguments: Rule.all)
  func isQuiet(rule: Rule) async throws {
    let report = try await ExampleRunner.report(rule.quiet)
    #expect(report.findings.filter { $0.rule.id == rule.id }.isEmpty, "\(LintText(report).full)")
  }

  @Test("a fix that can be applied leaves nothing of the rule at its place", arguments: Rule.all)
  func fixes(rule: Rule) async throws {
    guard case .record = rule.firing else { return }
    let report = try await ExampleRunner.report(rule.firing)
    for finding in report.findings where finding.rule.id == rule.id {
      guard let mark = finding.mark, let replacement = finding.fix?.replacement else { continue }
      var text = mark.text
      text.replaceSubrange(mark.span, with: Array(replacement.utf8))
      let before = report.findings.filter { $0.rule.id == rule.id }.count
      let after = Linter().lint(record: text).findings.filter { $0.rule.id == rule.id }.count
      #expect(after < before, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test func identifiersAndNamesAreUnique() {
    #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
    for rule in Rule.all {
      #expect(rule.id.wholeMatch(of: /[A-Z][0-9]{2}/) != nil)
      #expect(rule.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
      #expect(rule.reference.contains("RFC "))
    }
  }

  @Test func rulesAreFoundByIdentifierAndName() throws {
    #expect(try Rule.named(["m01", "ptr"]) == ["M01", "M07"])
    #expect(throws: LintError.unknownRule("M99")) { try Rule.named(["M99"]) }
    #expect(LintError.unknownRule("x\u{1b}[31m").description.contains("\\u{1b}"))
  }

  @Test func theDocumentationListsEveryRule() throws {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "../..")
    let text = try String(contentsOf: root.appending(path: "Documentation/lint.md"), encoding: .utf8)
    let chapter = try #require(text.range(of: "## The rules\n\n").map { text[$0.upperBound...] })
    #expect(
      String(chapter) == RuleText.markdown,
      "write what `spf lint --rules --format markdown` gives behind \"## The rules\"")
  }

  @Test func ignoredRulesAreNotApplied() throws {
    let record = Array("v=spf1 ptr +all".utf8)
    #expect(Set(Linter().lint(record: record).findings.map(\.rule.id)) == ["M01", "M07"])
    #expect(
      Linter(ignoring: try Rule.named(["pass-all"])).lint(record: record).findings.map(\.rule.id) == ["M07"])
  }
}
