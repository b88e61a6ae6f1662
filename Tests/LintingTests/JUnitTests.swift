import Foundation
import Reporting
import TestSupport
import Testing

@testable import DNS
@testable import Linting

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct JUnitTests {
  @Test(arguments: [false, true])
  func isWellFormedAndCounts(isStrict: Bool) async throws {
    var report = try await OutputTests.everyRule()
    report.merge(try await ExampleRunner.report(.servers(resolver: "", ["", ""])))
    let reader = ElementReader()
    let parser = XMLParser(data: Data(JUnitText(report, isStrict: isStrict).full.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let names = Set(report.subjects + report.findings.map(\.name))
    let last = try #require(reader.suites.last)
    reader.suites.removeLast()
    #expect(last.name == "spf lint" && last.tests == 1 && last.cases == 1 && last.errors == 1)
    #expect(reader.text.contains("DNS did not answer for example.com: SERVFAIL"))
    #expect(reader.suites.count == names.count)
    #expect(Set(reader.suites.map(\.name)) == names)
    for suite in reader.suites {
      let failing = Set(
        report.findings.filter {
          $0.name == suite.name && ($0.severity == .error || (isStrict && $0.severity == .warning))
        }.map(\.rule.id))
      #expect(suite.tests == Rule.all.count)
      #expect(suite.cases == Rule.all.count)
      #expect(suite.failures == failing.count)
      #expect(suite.failed == failing.count)
    }
  }

  @Test func textComesBackAsItWas() throws {
    let report = Linter().lint(record: OutputTests.hostile)
    let reader = ElementReader()
    let parser = XMLParser(data: Data(JUnitText(report, isStrict: false).full.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    let message = try #require(report.findings.first { $0.severity == .error }?.message)
    #expect(reader.messages.contains(message), "\(reader.messages)")
    #expect(reader.text.contains("include:<a>&\"']]>.example"))
  }

  /// Characters that XML 1.0 section 2.2 does not allow, even escaped.
  @Test func noForbiddenCharacterIsWritten() throws {
    let all = (0...0xff).map { UInt8($0) }
    let report = Linter().lint(record: Array("v=spf1 ".utf8) + all + Array("\u{fffe}\u{ffff} -all".utf8))
    let text = JUnitText(report, isStrict: true).full
    #expect(
      !text.unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\n" || (0xfffe...0xffff).contains($0.value)
          || (0x7f...0x9f).contains($0.value)
      })
    #expect(XMLParser(data: Data(text.utf8)).parse())
  }
}

/// Counts the elements of a document.
private final class ElementReader: NSObject, XMLParserDelegate {
  struct Suite {
    let name: String
    let tests: Int?
    let failures: Int?
    let errors: Int?
    var cases = 0
    var failed = 0
  }

  var suites: [Suite] = []
  var messages: [String] = []
  var text = ""

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes: [String: String]
  ) {
    switch elementName {
    case "testsuite":
      suites.append(
        Suite(
          name: attributes["name"] ?? "", tests: attributes["tests"].flatMap { Int($0) },
          failures: attributes["failures"].flatMap { Int($0) },
          errors: attributes["errors"].flatMap { Int($0) }))
    case "testcase": suites[suites.count - 1].cases += 1
    case "failure":
      suites[suites.count - 1].failed += 1
      messages.append(attributes["message"] ?? "")
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
