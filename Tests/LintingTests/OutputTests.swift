import Foundation
import Reporting
import SPF
import TestSupport
import Testing

@testable import DNS
@testable import Linting

#if canImport(FoundationXML)
  import FoundationXML
#endif

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

  @Test func jsonHasTheKeysOfTheSchema() async throws {
    let json = try JSONText.encode(LintDocument(try await Self.report()))
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "../..")
    let data = try Data(contentsOf: root.appending(path: "Documentation/lint.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(Set(document.keys) == Set(try #require(schema["required"] as? [String])))
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(document.keys))
    let findings = try #require(document["findings"] as? [[String: Any]])
    let items = try #require((properties["findings"] as? [String: Any])?["items"] as? [String: Any])
    #expect(findings.count > 2)
    for finding in findings {
      #expect(Set(finding.keys) == Set(try #require(items["required"] as? [String])))
    }
    let unquoted = try #require(findings.first { $0["rule"] as? String == "R05" })
    #expect(unquoted["line"] as? Int == 2)
    #expect(unquoted["column"] as? Int == 3)
    #expect(unquoted["replacement"] as? String == "\"v=spf1 mx -all\"")
  }

  /// The required properties of SARIF 2.1.0, of those that are written.
  @Test func sarifIsValid() async throws {
    let json = try JSONText.encode(SARIFDocument(try await Self.report(), version: "1.2.3"))
    let log = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "spf lint")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.count == Rule.all.count)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count > 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect((result["message"] as? [String: Any])?["text"] is String)
    }
    let places = results.compactMap {
      ($0["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
    }
    let artifact = try #require(places.first?["artifactLocation"] as? [String: Any])
    #expect(places.count == results.count)
    let uris = places.compactMap { ($0["artifactLocation"] as? [String: Any])?["uri"] as? String }
    #expect(uris.last == "dns:the%20record?type=TXT")
    #expect(artifact["uri"] as? String == "zones/a%20b%26c.zone")
    #expect(places.allSatisfy { (($0["region"] as? [String: Any])?["startLine"] as? Int ?? 0) >= 1 })
  }

  @Test func bracesAreNoPlaceholdersInSARIF() throws {
    let report = Linter().lint(record: Array("v=spf1 exists:%{p}.example.com -all".utf8))
    let json = try JSONText.encode(SARIFDocument(report, version: "1"))
    #expect(json.contains("\"text\" : \"%{{p}} makes receivers look up"))
    #expect(json.contains("\"text\" : \"exists:%{p}.example.com\""))
  }

  @Test func junitIsWellFormed() async throws {
    let report = try await Self.report()
    let text = JUnitText(report, isStrict: false).full
    let counter = ElementCounter()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(counter.counts["testcase"] == counter.counts["testsuite", default: 0] * Rule.all.count)
    let failing = Set(report.findings.filter { $0.severity == .error }.map { "\($0.name) \($0.rule.id)" })
    #expect(counter.counts["failure"] == failing.count)
    #expect(counter.failures == failing.count)
    let strict = ElementCounter()
    let second = XMLParser(data: Data(JUnitText(report, isStrict: true).full.utf8))
    second.delegate = strict
    #expect(second.parse())
    #expect(strict.counts["failure", default: 0] > failing.count)
  }

  @Test(arguments: [
    ("v=spf1 -all", false, Int32(0)), ("v=spf1 -all", true, 0), ("v=spf1 ptr -all", false, 0),
    ("v=spf1 ptr -all", true, 1), ("v=spf1 +all", false, 2), ("v=spf1 +all", true, 2),
  ])
  func exitStatus(record: String, isStrict: Bool, status: Int32) {
    #expect(Linter().lint(record: Array(record.utf8)).exitStatus(isStrict: isStrict) == status)
  }
}

/// Counts the elements of a document.
private final class ElementCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var failures = 0

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?,
    attributes attributeDict: [String: String]
  ) {
    counts[elementName, default: 0] += 1
    if elementName == "testsuite" { failures += Int(attributeDict["failures"] ?? "") ?? 0 }
  }
}
