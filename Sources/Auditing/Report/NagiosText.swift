internal import SPF

/// An audit as a Nagios plugin reports it: one line with performance data.
public struct NagiosText {
  private let report: AuditReport
  private let isStrict: Bool
  /// Monitoring systems cut what is longer.
  private static let longestSentence = 300

  /// The text of `report`; with `isStrict` warnings count.
  public init(_ report: AuditReport, isStrict: Bool) {
    self.report = report
    self.isStrict = isStrict
  }

  /// The plugin's exit status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
  public var exitStatus: Int32 {
    switch report.exitStatus(isStrict: isStrict) {
    case 0: 0
    case 1: 2
    case 2, 4: 1
    default: 3
    }
  }

  /// The line, without a line feed.
  public var line: String {
    let word = ["OK", "WARNING", "CRITICAL", "UNKNOWN"][Int(exitStatus)]
    let wanted: AuditFinding.Severity? =
      switch exitStatus {
      case 1: report.exitStatus(isStrict: isStrict) == 4 ? .wait : .warning
      case 2: .error
      case 3: .undetermined
      default: nil
      }
    let findings = wanted.map { severity in report.findings.filter { $0.severity == severity } } ?? []
    var text =
      "\(report.count(.authorised)) authorised, for \(report.domains.count) \(report.domains.count == 1 ? "domain" : "domains")"
    if let first = findings.first {
      text = String(first.sentence.prefix(Self.longestSentence))
      if findings.count > 1 { text += " (and \(findings.count - 1) more)" }
    }
    // A vertical bar begins the performance data, and there is one line only.
    let plain = text.map { $0 == "|" || $0.isNewline ? " " : $0 }
    return "SPF \(word) - \(String(plain)) | \(performance)"
  }

  private var performance: String {
    let standings = Standing.allCases.map { "\($0.rawValue)=\(report.count($0))" }
    let rejected = (report.log?.cases ?? []).reduce(0) { $0 + $1.count }
    let counts = [
      "errors=\(report.count(AuditFinding.Severity.error))",
      "warnings=\(report.count(AuditFinding.Severity.warning))", "rejections=\(rejected)",
      "questions=\(report.questions)",
    ]
    return (standings + counts).joined(separator: " ")
  }
}
