internal import Diagnosis
internal import SPF

/// A list of cases: the model of the template `cases`.
struct CasesPage: Sendable {
  /// A value to choose.
  struct Option: Sendable {
    let value: String
    let name: String
    let isCurrent: Bool
  }

  let frame: PageFrame
  let words: [String: String]
  let verdicts: [Option]
  let results: [Option]
  let domain: String
  let network: String
  let since: String
  let until: String
  let rows: [SenderRow]
  let isEmpty: Bool
  let next: String?
  let first: String?

  init(_ list: CaseList, filter: CaseFilter, frame: PageFrame, language: Language) {
    self.frame = frame
    words = CasesTemplate.words[language]
    verdicts = Verdict.allCases.map {
      Option(value: $0.rawValue, name: $0.rawValue, isCurrent: $0 == filter.verdict)
    }
    results = SPFResult.allCases.filter { $0 != .pass }.map {
      Option(value: $0.rawValue, name: $0.rawValue, isCurrent: $0 == filter.result)
    }
    domain = filter.domain ?? ""
    network = filter.network.map { "\($0)" } ?? ""
    since = filter.since.map { CaseFilter.text($0) } ?? ""
    until = filter.until.map { CaseFilter.text($0) } ?? ""
    rows = list.rows.map { SenderRow($0.summary, $0.verdict) }
    isEmpty = rows.isEmpty
    let query = filter.query
    next = list.next.map { "/cases?\(query.isEmpty ? "" : query + "&")after=\($0)" }
    first = filter.after == nil ? nil : query.isEmpty ? "/cases" : "/cases?\(query)"
  }
}
