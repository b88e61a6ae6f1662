public import Reporting

/// A report for a person at a shell.
public struct LintText {
  private let report: LintReport
  private let style: TextStyle

  /// The text of `report`.
  public init(_ report: LintReport, style: TextStyle = .plain) {
    self.report = report
    self.style = style
  }

  /// Every finding, the worst first, then what could not be checked, and a line of sums.
  public var full: String {
    var lines: [String] = []
    let sorted = report.findings.enumerated().sorted {
      ($0.element.severity.rank, $0.offset) < ($1.element.severity.rank, $1.offset)
    }
    for (_, finding) in sorted { lines += self.lines(finding) + [""] }
    for note in report.notes { lines.append(style.faint("Note: \(note)")) }
    if !report.notes.isEmpty { lines.append("") }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ finding: Finding) -> [String] {
    let place = finding.placeText
    var lines = [
      "\(place)\(finding.name): \(word(finding.severity)): \(finding.message) \(style.faint("[\(finding.rule.id) \(finding.rule.name)]"))"
    ]
    if let mark = finding.mark, !mark.text.isEmpty {
      let drawn = MarkLines.lines(mark)
      lines.append("    \(drawn[0])")
      lines.append("    \(finding.severity == .error ? style.bad(drawn[1]) : style.bold(drawn[1]))")
    }
    if let fix = finding.fix { lines.append("    Fix: \(fix.text)") }
    lines.append("    See: \(finding.rule.reference)")
    return lines
  }

  private func word(_ severity: Severity) -> String {
    switch severity {
    case .error: style.bad("error")
    case .warning: style.bold("warning")
    case .info: "info"
    }
  }

  private var summary: String {
    let what = report.subjects.count == 1 ? report.subjects[0] : "\(report.subjects.count) checked"
    guard !report.findings.isEmpty else {
      return report.isIncomplete
        ? style.bad("\(what): nothing could be checked.") : style.good("\(what): nothing found.")
    }
    func count(_ severity: Severity, _ one: String, _ many: String) -> String {
      let number = report.count(severity)
      return "\(number) \(number == 1 ? one : many)"
    }
    return
      "\(what): \(count(.error, "error", "errors")), \(count(.warning, "warning", "warnings")), \(report.count(.info)) info."
  }
}
