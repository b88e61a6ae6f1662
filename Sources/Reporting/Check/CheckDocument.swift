public import SPF

/// The JSON form of a check; Documentation/check.schema.json describes it.
///
/// Keys are stable: new ones may be added, none is renamed or removed. Absent values are written as null so
/// that every key is always there.
public struct CheckDocument: Encodable, Sendable {
  /// The term that decided.
  public struct Matched: Encodable, Sendable {
    let term: String
    let domain: String
    let depth: Int
    let record: String
  }

  /// What the domain's owner says.
  public struct Explained: Encodable, Sendable {
    let text: String
    let domain: String
    let truncated: Bool
  }

  /// Why there is no other result.
  public struct Trouble: Encodable, Sendable {
    let text: String
    let domain: String?
    let term: String?
    let remedy: String?
  }

  /// Use of one of the limits.
  public struct Budget: Encodable, Sendable {
    let used: Int
    let limit: Int
  }

  /// The nearest authorised network.
  public struct Miss: Encodable, Sendable {
    let network: String
    let term: String
    let domain: String
    let sharedBits: Int
  }

  let result: SPFResult
  let identity: Identity.Scope
  let domain: String
  let client: String
  let sender: String
  let helo: String
  let sentence: String
  let explanation: Explained?
  let matched: Matched?
  let origin: Matched?
  let problem: Trouble?
  let lookups: Budget
  let voidLookups: Budget
  let ttl: UInt32?
  let dependsOnSender: Bool
  let nearestMiss: Miss?
  let trace: TraceDocument?

  /// The document of `outcome`, which was evaluated under `limits`.
  public init(_ outcome: CheckOutcome, limits: Limits) {
    result = outcome.result
    identity = outcome.identity.scope
    domain = CheckSentence.name(of: outcome.identity)
    client = outcome.client.description
    sender =
      outcome.identity.scope == .helo || outcome.identity.isNullSender
      ? "" : String(decoding: outcome.identity.sender, as: UTF8.self)
    helo = String(decoding: outcome.identity.helo, as: UTF8.self)
    sentence = CheckSentence.text(outcome)
    explanation = outcome.explanation.map {
      Explained(text: $0.text, domain: $0.domain.description, truncated: $0.isTruncated)
    }
    matched = outcome.matched.map(Self.matched)
    origin = outcome.origin.map(Self.matched)
    problem = outcome.problem.map { problem in
      var remedy: String?
      switch problem.code {
      case .syntax(let error): remedy = error.remedy
      case .noRecord:
        remedy = outcome.trace?.lookup.flatMap { AlmostRecord(in: $0.answer) }?.remedy(for: problem.domain)
      default: break
      }
      return Trouble(
        text: problem.description, domain: problem.domain?.description, term: problem.term, remedy: remedy)
    }
    lookups = Budget(used: outcome.counters.lookups, limit: limits.lookups)
    voidLookups = Budget(used: outcome.counters.voidLookups, limit: limits.voidLookups)
    ttl = outcome.ttl
    dependsOnSender = outcome.dependsOnSender
    let isUnauthorised = [.fail, .softfail, .neutral].contains(outcome.result)
    nearestMiss = outcome.trace.flatMap {
      isUnauthorised ? NearestMiss.find(in: $0, client: outcome.client) : nil
    }
    .map {
      Miss(
        network: $0.network.description, term: $0.term, domain: $0.domain.description,
        sharedBits: $0.sharedBits)
    }
    trace = outcome.trace.map(TraceDocument.init)
  }

  private static func matched(_ term: MatchedTerm) -> Matched {
    Matched(
      term: term.text, domain: term.domain.description, depth: term.depth, record: term.record.description)
  }

  private enum CodingKeys: String, CodingKey {
    case result, identity, domain, client, sender, helo, sentence, explanation, matched, origin, problem
    case lookups, voidLookups, ttl, dependsOnSender, nearestMiss, trace
  }

  /// Writes every key, null where there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(result, forKey: .result)
    try container.encode(identity, forKey: .identity)
    try container.encode(domain, forKey: .domain)
    try container.encode(client, forKey: .client)
    try container.encode(sender, forKey: .sender)
    try container.encode(helo, forKey: .helo)
    try container.encode(sentence, forKey: .sentence)
    try container.encode(explanation, forKey: .explanation)
    try container.encode(matched, forKey: .matched)
    try container.encode(origin, forKey: .origin)
    try container.encode(problem, forKey: .problem)
    try container.encode(lookups, forKey: .lookups)
    try container.encode(voidLookups, forKey: .voidLookups)
    try container.encode(ttl, forKey: .ttl)
    try container.encode(dependsOnSender, forKey: .dependsOnSender)
    try container.encode(nearestMiss, forKey: .nearestMiss)
    try container.encode(trace, forKey: .trace)
  }
}
