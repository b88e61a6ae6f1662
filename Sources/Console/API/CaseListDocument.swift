internal import History
internal import Reporting

/// A page of cases, for a program.
struct CaseListDocument: Encodable, Sendable {
  let cases: [CaseRowDocument]
  let next: Nullable<String>

  init(_ list: CaseList) {
    cases = list.rows.map { CaseRowDocument($0.summary, $0.verdict) }
    next = Nullable(list.next?.description)
  }
}
