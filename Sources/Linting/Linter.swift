internal import SPF

/// Applies the rules.
public struct Linter: Sendable {
  /// Identifiers of rules that are not applied.
  private let ignored: Set<String>
  /// The time for all questions together.
  let time: Duration
  /// Seconds since 1970-01-01T00:00:00Z; nil if nothing is to depend on it.
  let now: Int64?

  /// More findings of one rule about one name are not listed.
  private static let findingLimit = 200
  /// More findings altogether are not listed: nobody reads them.
  var totalLimit = 20_000
  /// How long one authoritative server is waited for.
  var serverPatience = Duration.seconds(8)

  /// A linter that leaves out the rules `ignored`, see ``Rule/named(_:)``, asks no longer than `time`, and compares the
  /// times of signatures with `now`, in seconds since 1970-01-01T00:00:00Z, or with nothing.
  public init(ignoring ignored: Set<String> = [], time: Duration = .seconds(60), now: Int64? = nil) {
    self.ignored = ignored
    self.time = time
    self.now = now
  }

  /// Checks the text of a record. Nobody is asked.
  public func lint(record octets: [UInt8]) -> LintReport {
    var subject = LintSubject()
    let text = PublishedText(TextRecord(strings: [octets]))
    subject.texts = [text]
    subject.choose()
    var report = LintReport()
    apply(subject, name: "the record", to: &report)
    return report
  }

  /// Applies the rules for a domain or a record.
  func apply(_ subject: LintSubject, name: String, to report: inout LintReport) {
    report.subjects.append(name)
    for rule in Rule.all where !ignored.contains(rule.id) {
      add(rule.notes(subject), rule: rule, name: name, to: &report)
    }
  }

  /// Applies the rules for a zone file as a whole.
  func apply(_ sheet: ZoneSheet, to report: inout LintReport) {
    report.subjects.append(Printable.text(sheet.file))
    for rule in Rule.all where !ignored.contains(rule.id) {
      add(rule.notes(sheet), rule: rule, name: sheet.file, to: &report)
    }
  }

  private func add(_ notes: [Note], rule: Rule, name: String, to report: inout LintReport) {
    guard report.findings.count < totalLimit else {
      let sentence = "There are more than \(totalLimit) findings; the others are not listed."
      if !notes.isEmpty, report.notes.last != sentence { report.notes.append(sentence) }
      return
    }
    report.findings += notes.prefix(Self.findingLimit).map { Finding($0, rule: rule, name: name) }
    if notes.count > Self.findingLimit {
      report.notes.append(
        "\(notes.count - Self.findingLimit) more findings of \(rule.id) about \(Printable.text(name)) are not listed."
      )
    }
  }
}
