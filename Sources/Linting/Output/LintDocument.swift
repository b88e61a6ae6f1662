internal import SPF

/// The JSON form of a report; Documentation/lint.schema.json describes it. Absent values are null.
public struct LintDocument: Encodable, Sendable {
  struct Item: Encodable, Sendable {
    let rule: String
    let ruleName: String
    let severity: Severity
    let message: String
    let name: String
    let file: String?
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let text: String?
    let start: Int?
    let end: Int?
    let marked: String?
    let reference: String
    let fix: String?
    let replacement: String?

    private enum Key: String, CodingKey {
      case rule, ruleName, severity, message, name, file, line, column, endLine, endColumn, text, start, end
      case marked, reference, fix
      case replacement
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(rule, forKey: .rule)
      try container.encode(ruleName, forKey: .ruleName)
      try container.encode(severity, forKey: .severity)
      try container.encode(message, forKey: .message)
      try container.encode(name, forKey: .name)
      try container.encode(file, forKey: .file)
      try container.encode(line, forKey: .line)
      try container.encode(column, forKey: .column)
      try container.encode(endLine, forKey: .endLine)
      try container.encode(endColumn, forKey: .endColumn)
      try container.encode(text, forKey: .text)
      try container.encode(start, forKey: .start)
      try container.encode(end, forKey: .end)
      try container.encode(marked, forKey: .marked)
      try container.encode(reference, forKey: .reference)
      try container.encode(fix, forKey: .fix)
      try container.encode(replacement, forKey: .replacement)
    }
  }

  let subjects: [String]
  let errors: Int
  let warnings: Int
  let infos: Int
  let incomplete: Bool
  let notes: [String]
  let findings: [Item]

  /// No more of a text is written, so that a record of two megabytes does not become as many in each finding.
  private static let longestText = 4096

  /// The document of `report`.
  public init(_ report: LintReport) {
    subjects = report.subjects
    errors = report.count(.error)
    warnings = report.count(.warning)
    infos = report.count(.info)
    incomplete = report.isIncomplete
    notes = report.notes
    findings = report.findings.map { finding in
      Item(
        rule: finding.rule.id, ruleName: finding.rule.name, severity: finding.severity,
        message: finding.message, name: finding.name,
        file: (finding.place?.lowerBound.file).map { Printable.text($0) },
        line: finding.place?.lowerBound.line, column: finding.place?.lowerBound.column,
        endLine: finding.place?.upperBound.line, endColumn: finding.place?.upperBound.column,
        text: finding.mark.map { Printable.ascii($0.text.prefix(Self.longestText)) },
        start: finding.mark?.span.lowerBound, end: finding.mark?.span.upperBound,
        marked: finding.mark?.marked, reference: finding.rule.reference, fix: finding.fix?.text,
        replacement: finding.fix?.replacement)
    }
  }
}
