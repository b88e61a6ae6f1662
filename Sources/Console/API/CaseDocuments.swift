internal import Diagnosis
internal import History
internal import PolicyService
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

/// A page of cases, for a program.
struct CaseListDocument: Encodable, Sendable {
  let cases: [CaseRowDocument]
  let next: Nullable<String>

  init(_ list: CaseList) {
    cases = list.rows.map { CaseRowDocument($0.summary, $0.verdict) }
    next = Nullable(list.next?.description)
  }
}

/// Everything about a case, for a program.
struct CaseFileDocument: Encodable, Sendable {
  struct Day: Encodable, Sendable {
    let day: String
    let identity: String
    let result: String
    let action: String
    let count: Int
  }

  struct Draft: Encodable, Sendable {
    let to: String
    let text: String
  }

  let sender: CaseRowDocument
  let days: [Day]
  let records: [RecordVersionDocument]
  let change: Nullable<RecordChangeDocument>
  let diagnosis: Nullable<CaseDocument>
  let incomplete: Bool
  let draft: Nullable<Draft>
  let exemption: Nullable<ExemptionDocument>

  init(_ file: CaseFile, verdict: CaseVerdict?, now: Int64) {
    sender = CaseRowDocument(file.summary, verdict)
    days = file.days.map {
      Day(
        day: CivilTime(Int64($0.day) * 86_400).day, identity: $0.scope.rawValue, result: $0.result.rawValue,
        action: $0.action.rawValue, count: $0.count)
    }
    records = file.records.map(RecordVersionDocument.init)
    change = Nullable(file.change.map(RecordChangeDocument.init))
    diagnosis = Nullable(file.item.map { CaseDocument($0) })
    incomplete = file.isCut
    draft = Nullable(file.notice.map { Draft(to: $0.recipient, text: $0.text) })
    exemption = Nullable(file.exemption.map { ExemptionDocument($0, now: now) })
  }
}
