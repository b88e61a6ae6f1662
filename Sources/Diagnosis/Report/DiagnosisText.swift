public import MailLog
public import Reporting
internal import SPF

/// A whole diagnosis for a person at a shell.
public struct DiagnosisText {
  private let diagnosis: Diagnosis
  private let style: TextStyle

  private let survey: LogSurvey
  private let isUnparsedListed: Bool

  /// The text of `diagnosis`, made of a log of which `survey` tells. It says how to have lines listed that are not
  /// understood, unless they are.
  public init(
    _ diagnosis: Diagnosis, survey: LogSurvey, isUnparsedListed: Bool = false, style: TextStyle = .plain
  ) {
    self.isUnparsedListed = isUnparsedListed
    self.diagnosis = diagnosis
    self.survey = survey
    self.style = style
  }

  /// The cases, the most costly first, and what was left out.
  public var full: String {
    var parts = diagnosis.cases.enumerated().map { CaseText($1, style: style).full(number: $0 + 1) }
    parts.append(summary)
    return parts.joined(separator: "\n")
  }

  private var summary: String {
    guard survey.lines > 0 || !diagnosis.cases.isEmpty else { return "The log is empty.\n" }
    guard !diagnosis.cases.isEmpty else { return remarks("SPF stopped nothing that this log tells of.\n") }
    let counts = Dictionary(grouping: diagnosis.cases, by: \.verdict)
    let words = Verdict.allCases.compactMap { verdict in
      counts[verdict].map { "\($0.count) \(verdict.rawValue)" }
    }
    let count = diagnosis.cases.count
    return remarks("\(count) case\(count == 1 ? "" : "s"): \(words.joined(separator: ", ")).\n")
  }

  private func remarks(_ text: String) -> String {
    var lines = text
    if diagnosis.isReceiverInferred, !diagnosis.receiverDomains.isEmpty {
      let names = diagnosis.receiverDomains.map(\.description).joined(separator: ", ")
      lines += "Taken for the receiver's own from the log: \(names). Tell with --receiver-domain if not.\n"
    } else if diagnosis.receiverDomains.isEmpty {
      lines += "The receiver's own domains are not known: tell them with --receiver-domain.\n"
    }
    if survey.unparsed > 0 {
      lines += Self.unparsed(survey.unparsed)
      lines += isUnparsedListed ? "\n" : " See \(survey.unparsed == 1 ? "it" : "them") with --unparsed.\n"
    }
    if diagnosis.skipped > 0 { lines += Self.skipped(diagnosis.skipped) + "\n" }
    if diagnosis.incomplete > 0 { lines += Self.incomplete(diagnosis.incomplete) + "\n" }
    if diagnosis.overflow > 0 { lines += Self.overflow(diagnosis.overflow) + "\n" }
    if diagnosis.isCut { lines += "Time was over before DNS had answered everything; see --dns-time.\n" }
    return lines
  }

  static func unparsed(_ count: Int) -> String {
    count == 1
      ? "1 line speaks of SPF and was not understood."
      : "\(count) lines speak of SPF and were not understood."
  }

  static func skipped(_ count: Int) -> String {
    count == 1 ? "1 smaller problem was not looked into." : "\(count) smaller problems were not looked into."
  }

  static func incomplete(_ count: Int) -> String {
    "Of \(count) refusal\(count == 1 ? "" : "s") the log tells no client or no domain."
  }

  static func overflow(_ count: Int) -> String {
    "\(count) refusal\(count == 1 ? "" : "s"), of more domains and clients than are kept apart, "
      + (count == 1 ? "was only counted." : "were only counted.")
  }
}
