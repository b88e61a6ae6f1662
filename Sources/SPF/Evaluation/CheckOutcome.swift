/// Everything check_host() found out, as one value.
public struct CheckOutcome: Sendable {
  /// The result (RFC 7208 section 2.6).
  public let result: SPFResult
  /// The identity that was checked.
  public let identity: Identity
  /// The client's address.
  public let client: IPAddress
  /// The directive that decided; nil when none matched ("default", section 4.7) or on an error. With a
  /// `redirect` it stands in the record redirected to.
  public let matched: MatchedTerm?
  /// The innermost directive, in the included record, if ``matched`` is an `include`.
  let includedMatch: MatchedTerm?
  /// Where the match comes from: the innermost directive, in the included record, if ``matched`` is an
  /// `include`; the same as ``matched`` otherwise.
  public var origin: MatchedTerm? { includedMatch ?? matched }
  /// For fail: what the domain's owner says (section 6.2), if anything usable.
  public var explanation: Explanation? { details?.explanation }
  /// For none, temperror and permerror: why.
  public var problem: Problem? { details?.problem }
  /// What the evaluation spent.
  public let counters: Counters
  /// Seconds for which the same result may be assumed for the same domain and address: the least TTL of
  /// the DNS answers used (section 7.3, last paragraph); 0 for temperror. Nil if DNS was not asked.
  public let ttl: UInt32?
  /// Whether the outcome depends on the local part or the HELO name too, so that it must not be reused for
  /// another sender of the same domain (section 7.3).
  public let dependsOnSender: Bool
  /// The evaluation as a tree, if it was asked for.
  public var trace: RecordTrace? { details?.trace }
  private let details: Details?

  /// What most outcomes have none of, apart: an outcome is handed on several times.
  private final class Details: Sendable {
    let explanation: Explanation?
    let problem: Problem?
    let trace: RecordTrace?

    init(explanation: Explanation?, problem: Problem?, trace: RecordTrace?) {
      self.explanation = explanation
      self.problem = problem
      self.trace = trace
    }
  }

  init(
    result: SPFResult, identity: Identity, client: IPAddress, matched: MatchedTerm?,
    includedMatch: MatchedTerm?, explanation: Explanation? = nil, problem: Problem? = nil, counters: Counters,
    ttl: UInt32?, dependsOnSender: Bool = false, trace: RecordTrace? = nil
  ) {
    self.result = result
    self.identity = identity
    self.client = client
    self.matched = matched
    self.includedMatch = includedMatch
    self.counters = counters
    self.ttl = ttl
    self.dependsOnSender = dependsOnSender
    details =
      explanation == nil && problem == nil && trace == nil
      ? nil : Details(explanation: explanation, problem: problem, trace: trace)
  }
}
