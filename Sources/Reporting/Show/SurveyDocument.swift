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
  let record: Node
  let authorised: [Authorised]
  let lookups: CheckDocument.Budget
  let voidLookups: CheckDocument.Budget
  let leastTTL: UInt32
  let incomplete: Bool

  /// The document of `survey`.
  public init(_ survey: RecordSurvey) {
    domain = survey.root.domain.description
    record = Self.node(survey.root)
    let recordTTL = survey.root.answer.ttl
    authorised = survey.authorised.map {
      Authorised(
        network: $0.network.network.description, term: $0.term, domain: $0.domain.description,
        ttl: $0.network.ttl ?? recordTTL)
    }
    lookups = .init(used: survey.lookups, limit: Limits.rfc7208.lookups)
    voidLookups = .init(used: survey.voidLookups, limit: Limits.rfc7208.voidLookups)
    leastTTL = survey.leastTTL
    incomplete = survey.isIncomplete
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
