internal import MailLog
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

  /// The line of a plugin that could not find out anything, because of what `message` tells.
  public static func unknown(_ message: String) -> String { "SPF UNKNOWN - \(plain(message))" }

  /// The plugin's exit status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
  public var exitStatus: Int32 {
    switch report.exitStatus(isStrict: isStrict) {
    case 1: 2
    // What could not be read may tell of worse.
    case _ where problem != nil: 3
    case 0: 0
    case 2, 4: 1
    default: 3
    }
  }

  /// What of the log could not be read.
  private var problem: String? { report.log?.problems.first?.description }

  /// The line, without a line feed.
  public var line: String {
    let word = ["OK", "WARNING", "CRITICAL", "UNKNOWN"][Int(exitStatus)]
    let wanted: AuditFinding.Severity? =
      switch report.exitStatus(isStrict: isStrict) {
      case 1: .error
      case 2: .warning
      case 3: .undetermined
      case 4: .wait
      default: nil
      }
    var sentences =
      wanted.map { severity in report.findings.filter { $0.severity == severity } }?.map(\.sentence) ?? []
    if exitStatus == 3, let problem { sentences.insert(Printable.text(problem), at: 0) }
    var text =
      "\(report.count(.authorised)) authorised, for \(report.domains.count) \(report.domains.count == 1 ? "domain" : "domains")"
    if let first = sentences.first {
      text = String(first.prefix(Self.longestSentence))
      if sentences.count > 1 { text += " (and \(sentences.count - 1) more)" }
    }
    return "SPF \(word) - \(Self.plain(text)) | \(performance)"
  }

  /// A vertical bar begins the performance data, and there is one line only.
  private static func plain(_ text: String) -> String {
    String(text.prefix(longestSentence + 20).map { $0 == "|" || $0.isNewline ? " " : $0 })
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
