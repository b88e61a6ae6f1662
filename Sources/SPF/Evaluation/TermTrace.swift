/// What became of one term.
public struct TermTrace: Sendable {
  /// What became of it.
  public enum Verdict: String, Sendable, Hashable {
    /// The mechanism matched, or the modifier was used.
    case match
    /// The mechanism did not match.
    case noMatch = "no-match"
    /// Evaluation ended here with an error.
    case error
    /// Evaluation had ended before it.
    case notReached = "not-reached"
    /// It has no effect: an unknown modifier, or `redirect` beside `all`.
    case ignored
  }

  /// The index in ``SPFRecord/terms``.
  public let termIndex: Int
  /// The term as published.
  public let text: String
  /// What became of it.
  public var verdict: Verdict
  /// Why, in a few words for a person.
  public var reason: String
  /// The domain-spec expanded (RFC 7208 section 4.8); nil if it has none or was not reached.
  public var targetName: DomainName?
  /// Which of the terms that count toward the lookup limit it was, from 1; nil if it does not count.
  public var lookupNumber: Int?
  /// What it asked of DNS, in order.
  public var lookups: [LookupTrace]
  /// The evaluation of the record it refers to, for `include` and `redirect`; nil if there was none.
  public var nested: RecordTrace? {
    get { nestedStorage.first }
    set { nestedStorage = newValue.map { [$0] } ?? [] }
  }
  // An array because a value cannot hold itself.
  private var nestedStorage: [RecordTrace] = []

  init(termIndex: Int, text: String, verdict: Verdict = .notReached, reason: String = "not reached") {
    self.termIndex = termIndex
    self.text = text
    self.verdict = verdict
    self.reason = reason
    lookups = []
  }
}
