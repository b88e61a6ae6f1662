internal import Diagnosis
internal import History
internal import Reporting
internal import SPF

/// A sender in a list, as the template `senders` shows it.
struct SenderRow: Sendable {
  let domain: String
  let network: String
  let link: String
  let results: String
  let passed: String
  let refused: String
  let last: String
  /// The verdict; nil if nobody has looked.
  let verdict: String?
  let certainty: String
  let isRepaired: Bool

  init(_ summary: SenderSummary, _ verdict: CaseVerdict?) {
    domain = summary.domain
    network = summary.network.description
    link = CaseKey(summary).path
    results = summary.results.results.filter { $0 != .pass }.map(\.rawValue).joined(separator: ", ")
    passed = CountLabel.full(summary.passed)
    refused = CountLabel.full(summary.refused)
    last = Self.time(summary.troubleHour ?? summary.hours.upperBound)
    self.verdict = verdict?.verdict.rawValue
    certainty = verdict.map { "\(Int(($0.confidence * 100).rounded())) %" } ?? ""
    isRepaired = verdict?.wouldPassNow == true
  }

  /// An hour as lists have it.
  static func time(_ hour: Int) -> String { String(CivilTime(Int64(hour) * 3600).text.dropLast(3)) }
}
