/// What came of a check.
public struct LintReport: Sendable {
  /// The names, records and files that were checked.
  public internal(set) var subjects: [String] = []
  /// What was found, in the order of the rules.
  public internal(set) var findings: [Finding] = []
  /// What could not be checked, in sentences.
  public internal(set) var notes: [String] = []
  /// Whether DNS gave nothing to check.
  public internal(set) var isIncomplete = false

  init() {}

  /// Nothing checked so far.
  public static let empty = LintReport()

  /// The number of findings of a severity.
  public func count(_ severity: Severity) -> Int {
    findings.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// The exit status: 2 with errors, or if there was nothing to check because DNS did not answer; 1 with warnings, if
  /// they count; 0 otherwise.
  public func exitStatus(isStrict: Bool) -> Int32 {
    if count(.error) > 0 || isIncomplete { return 2 }
    return isStrict && count(.warning) > 0 ? 1 : 0
  }

  /// Adds another report.
  public mutating func merge(_ other: LintReport) {
    subjects += other.subjects
    findings += other.findings
    notes += other.notes
    isIncomplete = isIncomplete || other.isIncomplete
  }
}
