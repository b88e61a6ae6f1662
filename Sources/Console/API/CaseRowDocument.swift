internal import Diagnosis
internal import History
internal import Reporting
internal import SPF

/// A case in a list, for a program.
struct CaseRowDocument: Encodable, Sendable {
  let domain: String
  let network: String
  let verdict: Nullable<String>
  let confidence: Nullable<Double>
  let wouldPassNow: Nullable<Bool>
  let results: [String]
  let passed: Int
  let troubled: Int
  let refused: Int
  let firstSeen: String
  let lastSeen: String
  let lastTrouble: Nullable<String>
  let link: String

  init(_ summary: SenderSummary, _ verdict: CaseVerdict?) {
    func time(_ hour: Int) -> String { CivilTime(Int64(hour) * 3600).machine }
    domain = summary.domain
    network = summary.network.description
    self.verdict = Nullable(verdict?.verdict.rawValue)
    confidence = Nullable(verdict.map { ($0.confidence * 1000).rounded() / 1000 })
    wouldPassNow = Nullable(verdict?.wouldPassNow)
    results = summary.results.results.map(\.rawValue)
    passed = summary.passed
    troubled = summary.troubled
    refused = summary.refused
    firstSeen = time(summary.hours.lowerBound)
    lastSeen = time(summary.hours.upperBound)
    lastTrouble = Nullable(summary.troubleHour.map(time))
    link = "/api/v1" + CaseKey(summary).path
  }
}
