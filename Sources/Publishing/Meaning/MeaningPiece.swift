public import SPF

/// Addresses for which an evaluation takes the same way, and where it ends.
public struct MeaningPiece: Sendable {
  /// How it ends.
  public enum Outcome: Sendable, Hashable {
    /// With this result.
    case result(SPFResult)
    /// Somehow: the target of `include` or `redirect` depends on the message, and nobody can tell what it says.
    case open
  }

  /// The addresses.
  public internal(set) var addresses: NetworkSet
  /// What must be so of the terms that depend on the message, in the order evaluated; empty if only the address
  /// decides.
  public let conditions: [Condition]
  /// How it ends.
  public let outcome: Outcome
  /// The term that decides, in the record where it stands; nil for the default result and for a domain without
  /// a record.
  public let place: TermPlace?
  /// For none, temperror and permerror: why.
  public let problem: Problem?
}
