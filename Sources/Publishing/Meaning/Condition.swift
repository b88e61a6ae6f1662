/// What became of a term that depends on the client's name, the sender or another macro: one of the ways in which
/// an evaluation can go on from it.
public struct Condition: Sendable, Hashable {
  /// The term.
  public let place: TermPlace
  /// The term without its qualifier, with the domain where that makes a difference: two terms with the same key
  /// match the same messages.
  let key: String
  /// Whether it matched.
  public let matched: Bool
  /// The void lookups that it cost (RFC 7208 section 4.6.4).
  let voidLookups: Int

  // Two records are compared by what their terms ask, wherever they stand.

  /// Equality of the question and its answer.
  public static func == (left: Condition, right: Condition) -> Bool {
    left.key == right.key && left.matched == right.matched && left.voidLookups == right.voidLookups
  }

  /// Hashes the question and its answer.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(matched)
    hasher.combine(voidLookups)
  }
}
