/// A report in the XML form of JUnit, which most build servers show: a suite for each subject, a case for each rule.
public struct JUnitText {
  private let report: LintReport
  private let isStrict: Bool

  /// The text of `report`; warnings are failures if `isStrict`.
  public init(_ report: LintReport, isStrict: Bool) {
    self.report = report
    self.isStrict = isStrict
  }

  /// The document.
  public var full: String {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"spf lint\">\n"
    // Findings about a name that was not a subject of its own, of a zone file for instance, get their own suite.
    var known: Set<String> = []
    let names = (report.subjects + report.findings.map(\.name)).filter { known.insert($0).inserted }
    let findings = Dictionary(grouping: report.findings, by: \.name)
    for name in names { out += suite(name, findings[name] ?? []) }
    return out + notes + "</testsuites>\n"
  }

  /// What could not be checked; an error if that is all.
  private var notes: String {
    guard !report.notes.isEmpty || report.isIncomplete else { return "" }
    let text = Self.escaped(report.notes.joined(separator: "\n"))
    let inner =
      report.isIncomplete
      ? "<error type=\"incomplete\" message=\"nothing could be checked\">\(text)</error>"
      : "<system-out>\(text)</system-out>"
    return
      "  <testsuite name=\"spf lint\" tests=\"1\" failures=\"0\" errors=\"\(report.isIncomplete ? 1 : 0)\" skipped=\"0\">\n"
      + "    <testcase classname=\"spf lint\" name=\"what could not be checked\">\(inner)</testcase>\n  </testsuite>\n"
  }

  private func isFailure(_ finding: Finding) -> Bool {
    finding.severity == .error || (isStrict && finding.severity == .warning)
  }

  private func suite(_ name: String, _ findings: [Finding]) -> String {
    let byRule = Dictionary(grouping: findings, by: \.rule.id)
    var cases = ""
    var failures = 0
    for rule in Rule.all {
      let own = byRule[rule.id] ?? []
      let failed = own.filter(isFailure)
      failures += failed.isEmpty ? 0 : 1
      let head = "    <testcase classname=\"\(Self.escaped(name))\" name=\"\(rule.id) \(rule.name)\""
      guard !own.isEmpty else {
        cases += head + "/>\n"
        continue
      }
      cases += head + ">\n"
      if let first = failed.first {
        cases +=
          "      <failure type=\"\(first.severity.rawValue)\" message=\"\(Self.escaped(first.message))\">"
        cases += Self.escaped(failed.map(Self.text).joined(separator: "\n")) + "</failure>\n"
      }
      let others = own.filter { !isFailure($0) }
      if !others.isEmpty {
        cases +=
          "      <system-out>" + Self.escaped(others.map(Self.text).joined(separator: "\n"))
          + "</system-out>\n"
      }
      cases += "    </testcase>\n"
    }
    return
      "  <testsuite name=\"\(Self.escaped(name))\" tests=\"\(Rule.all.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\">\n"
      + cases + "  </testsuite>\n"
  }

  private static func text(_ finding: Finding) -> String {
    let place = finding.placeText
    var lines = ["\(place)\(finding.severity.rawValue): \(finding.message)"]
    if let mark = finding.mark { lines += MarkLines.lines(mark) }
    if let fix = finding.fix { lines.append("Fix: \(fix.text)") }
    return lines.joined(separator: "\n")
  }

  /// Character data of XML 1.0; characters that it cannot hold were made visible before.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&apos;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
