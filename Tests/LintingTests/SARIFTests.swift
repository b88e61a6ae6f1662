import Foundation
import Reporting
import TestSupport
import Testing

@testable import DNS
@testable import Linting

/// What the schema of SARIF 2.1.0 demands of the objects that are written, and what its text demands besides.
@Suite struct SARIFTests {
  typealias Object = [String: Any]

  static func run(_ report: LintReport) throws -> Object {
    let json = try JSONText.encode(SARIFDocument(report, version: "1.2.3"))
    let log = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? Object)
    #expect(Set(log.keys) == ["$schema", "version", "runs"])
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    let runs = try #require(log["runs"] as? [Object])
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  static func rules(_ run: Object) throws -> [Object] {
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "spf lint")
    #expect(driver["version"] as? String == "1.2.3")
    return try #require(driver["rules"] as? [Object])
  }

  static func location(_ result: Object) throws -> Object {
    let locations = try #require(result["locations"] as? [Object])
    #expect(locations.count == 1)
    #expect((locations.first?["logicalLocations"] as? [Object])?.first?["fullyQualifiedName"] is String)
    return try #require(locations.first?["physicalLocation"] as? Object)
  }

  @Test func everyRuleIsDescribed() async throws {
    let run = try Self.run(.empty)
    let rules = try Self.rules(run)
    #expect(rules.map { $0["id"] as? String } == Rule.all.map(\.id))
    for rule in rules {
      for key in ["shortDescription", "fullDescription", "help"] {
        #expect((rule[key] as? Object)?["text"] as? String != "", "\(key)")
        #expect((rule[key] as? Object)?["text"] is String, "\(key)")
      }
      let level = (rule["defaultConfiguration"] as? Object)?["level"] as? String
      #expect(["error", "warning", "note"].contains(level))
    }
    #expect((run["results"] as? [Any])?.isEmpty == true)
    #expect((run["invocations"] as? [Object])?.first?["executionSuccessful"] as? Bool == true)
    #expect(["utf16CodeUnits", "unicodeCodePoints"].contains(run["columnKind"] as? String))
  }

  @Test func everyResultIsComplete() async throws {
    let report = try await OutputTests.everyRule()
    let run = try Self.run(report)
    let rules = try Self.rules(run)
    let results = try #require(run["results"] as? [Object])
    #expect(results.count == report.findings.count)
    #expect(Set(results.compactMap { $0["ruleId"] as? String }) == Set(Rule.all.map(\.id)))
    let keys: Set = ["ruleId", "ruleIndex", "level", "message", "locations", "fixes"]
    for (result, finding) in zip(results, report.findings) {
      #expect(keys.isSuperset(of: result.keys))
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      let text = try #require((result["message"] as? Object)?["text"] as? String)
      // Braces stand in pairs, or they would be placeholders.
      #expect(!text.replacing("{{", with: "").replacing("}}", with: "").contains { "{}".contains($0) })
      let place = try Self.location(result)
      let uri = try #require((place["artifactLocation"] as? Object)?["uri"] as? String)
      #expect(URL(string: uri, encodingInvalidCharacters: false) != nil && !uri.isEmpty, "\(uri)")
      try region(try #require(place["region"] as? Object), finding)
    }
  }

  /// From 1, not empty, and within the text.
  private func region(_ region: Object, _ finding: Finding) throws {
    let startLine = try #require(region["startLine"] as? Int)
    let startColumn = try #require(region["startColumn"] as? Int)
    #expect(startLine >= 1 && startColumn >= 1)
    guard let endColumn = region["endColumn"] as? Int else { return }
    let endLine = try #require(region["endLine"] as? Int)
    #expect((startLine, startColumn) < (endLine, endColumn))
    guard finding.place == nil, let mark = finding.mark else { return }
    #expect(endLine == 1 && endColumn <= mark.text.count + 1)
    #expect((region["snippet"] as? Object)?["text"] as? String == mark.marked)
  }

  @Test func placesAreWhereTheTextIs() async throws {
    let file = "zones/a b&c.zone"
    let text = """
      \u{feff}$TTL 300
      @ SOA ns1 root 1 2 3 4 5
      ü TXT v=spf1 mx -all
      b TXT "v=spf1 exp=%{d}.\\"\\065.example ipv4:192.0.2.1 -all" ; ä
      c TXT "v=spf1 +all"
      """
    let sheet = try ZoneSheet(Array(text.utf8), file: file, origin: name("example.com"))
    let results = try #require(try Self.run(await Linter().lint(sheet))["results"] as? [Object])
    let lines = text.drop { $0 == "\u{feff}" }.split(separator: "\n").map { Array($0.unicodeScalars) }
    func marked(_ region: Object) throws -> String {
      let line = lines[try #require(region["startLine"] as? Int) - 1]
      let start = try #require(region["startColumn"] as? Int) - 1
      return String(String.UnicodeScalarView(line[start..<(try #require(region["endColumn"] as? Int) - 1)]))
    }
    for (rule, stretch) in [("R05", "v=spf1 mx -all"), ("S01", "ipv4:192.0.2.1"), ("M01", "+all")] {
      let result = try #require(results.first { $0["ruleId"] as? String == rule })
      let place = try Self.location(result)
      #expect((place["artifactLocation"] as? Object)?["uri"] as? String == "zones/a%20b%26c.zone")
      #expect(try marked(try #require(place["region"] as? Object)) == stretch)
      // What a program may write there.
      let change = try #require(
        ((result["fixes"] as? [Object])?.first?["artifactChanges"] as? [Object])?.first)
      let replacement = try #require((change["replacements"] as? [Object])?.first)
      #expect(try marked(try #require(replacement["deletedRegion"] as? Object)) == stretch)
      #expect((replacement["insertedContent"] as? Object)?["text"] is String)
    }
  }

  @Test(arguments: [
    ("zones/a b&c.zone", "zones/a%20b%26c.zone"),
    ("/etc/bind/db.example.com", "file:///etc/bind/db.example.com"),
    ("a:b.zone", "a%3Ab.zone"), ("ゾーン", "%E3%82%BE%E3%83%BC%E3%83%B3"), ("100%.zone", "100%25.zone"),
  ])
  func filesHaveURIs(path: String, uri: String) {
    #expect(SARIFDocument.uri(path) == uri)
  }

  @Test func whatIsInDNSHasAnAddressToo() async throws {
    let report = try await ExampleRunner.report(
      .servers(resolver: "", [Example.published, Example.published]))
    let result = try #require((try Self.run(report)["results"] as? [Object])?.first)
    let place = try Self.location(result)
    #expect((place["artifactLocation"] as? Object)?["uri"] as? String == "dns:example.com?type=TXT")
  }

  @Test func bracesAreNoPlaceholders() throws {
    let report = Linter().lint(record: Array("v=spf1 exists:%{p}.example.com -all".utf8))
    let json = try JSONText.encode(SARIFDocument(report, version: "1"))
    #expect(json.contains("\"text\" : \"%{{p}} makes receivers look up"))
    #expect(json.contains("\"text\" : \"exists:%{p}.example.com\""))
  }
}
