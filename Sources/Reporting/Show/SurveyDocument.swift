internal import SPF

/// The JSON form of a survey; Documentation/show.schema.json describes it.
public struct SurveyDocument: Encodable, Sendable {
  struct Network: Encodable, Sendable {
    let network: String
    let host: String?
    let ttl: UInt32?
  }

  struct Term: Encodable, Sendable {
    let term: String
    let result: SPFResult?
    let networks: [Network]
    let lookupNumber: Int?
    let note: String?
    let nested: [Node]
  }

  struct Node: Encodable, Sendable {
    let domain: String
    let record: String?
    let ttl: UInt32
    let problem: String?
    let terms: [Term]
  }

  struct Authorised: Encodable, Sendable {
    let network: String
    let term: String
    let domain: String
    let ttl: UInt32
  }

  let domain: String
  let result: SPFResult
  let problem: String?
  let record: Node
  let authorised: [Authorised]
  let lookups: CheckDocument.Budget
  let voidLookups: CheckDocument.Budget
  let leastTTL: UInt32
  let incomplete: Bool

  /// The document of `survey`.
  public init(_ survey: RecordSurvey) {
    domain = survey.root.domain.description
    result = survey.result
    problem = survey.trouble?.text
    record = Self.node(survey.root)
    authorised = survey.authorised.map {
      Authorised(
        network: $0.network.network.description, term: $0.term, domain: $0.domain.description,
        ttl: $0.ttl)
    }
    lookups = .init(used: survey.lookups, limit: Limits.rfc7208.lookups)
    voidLookups = .init(used: survey.voidLookups, limit: Limits.rfc7208.voidLookups)
    leastTTL = survey.leastTTL
    incomplete = survey.isIncomplete
  }

  private enum CodingKeys: String, CodingKey {
    case domain, result, problem, record, authorised, lookups, voidLookups, leastTTL, incomplete
  }

  /// Writes every key, null where there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(domain, forKey: .domain)
    try container.encode(result, forKey: .result)
    try container.encode(problem, forKey: .problem)
    try container.encode(record, forKey: .record)
    try container.encode(authorised, forKey: .authorised)
    try container.encode(lookups, forKey: .lookups)
    try container.encode(voidLookups, forKey: .voidLookups)
    try container.encode(leastTTL, forKey: .leastTTL)
    try container.encode(incomplete, forKey: .incomplete)
  }

  private static func node(_ node: RecordSurvey.Node) -> Node {
    Node(
      domain: node.domain.description, record: node.record?.description, ttl: node.answer.ttl,
      problem: node.problem?.description,
      terms: node.terms.map { entry in
        Term(
          term: entry.text, result: entry.directive?.qualifier.result,
          networks: entry.networks.map {
            Network(network: $0.network.description, host: $0.host?.description, ttl: $0.ttl)
          },
          lookupNumber: entry.lookupNumber, note: entry.note, nested: entry.nested.map(Self.node))
      })
  }
}
