internal import SPF

/// The JSON form of a trace.
struct TraceDocument: Encodable, Sendable {
  /// A DNS question and its answer.
  struct Lookup: Encodable, Sendable {
    let name: String
    let type: String
    let status: String
    let records: [String]
    let ttl: UInt32
    let authentic: Bool
    let void: Bool

    init(_ lookup: LookupTrace) {
      name = lookup.question.name.description
      type = lookup.question.type.description
      ttl = lookup.answer.ttl
      authentic = lookup.answer.isAuthenticated
      void = lookup.isVoid
      switch lookup.answer.status {
      case .records: status = "records"
      case .noData: status = "no-data"
      case .noName: status = "no-name"
      case .failure(let failure): status = failure.description
      }
      switch lookup.answer.records {
      case .none: records = []
      case .addresses(let list): records = list.map(\.description)
      case .mailExchanges(let list): records = list.map { "\($0.preference) \($0.exchange)" }
      case .names(let list): records = list.map(\.description)
      case .texts(let list): records = list.map { String(decoding: $0.joined, as: UTF8.self) }
      }
    }
  }

  /// A term and what became of it.
  struct Term: Encodable, Sendable {
    let term: String
    let verdict: String
    let reason: String
    let target: String?
    let lookupNumber: Int?
    let lookups: [Lookup]
    let nested: [TraceDocument]
  }

  let domain: String?
  let result: SPFResult
  let record: String?
  let lookup: Lookup?
  let terms: [Term]
  let problem: String?
  let explanationLookup: Lookup?

  init(_ trace: RecordTrace) {
    domain = trace.domain?.description
    result = trace.result
    record = trace.record?.description
    lookup = trace.lookup.map(Lookup.init)
    problem = trace.problem?.description
    explanationLookup = trace.explanationLookup.map(Lookup.init)
    terms = trace.terms.map { term in
      Term(
        term: term.text, verdict: term.verdict.rawValue, reason: term.reason,
        target: term.targetName?.description, lookupNumber: term.lookupNumber,
        lookups: term.lookups.map(Lookup.init), nested: term.nested.map { [TraceDocument($0)] } ?? [])
    }
  }
}
