public import SPF

/// The difference of two records in what they mean: a proof over both whole address spaces, not a sample.
public struct MeaningDifference: Sendable {
  /// Addresses that one pair of terms decides about.
  public struct Change: Sendable {
    /// The addresses.
    public let addresses: NetworkSet
    /// What the old record says.
    public let old: Verdict
    /// What the new record says.
    public let new: Verdict
    /// Whether it is certain that a message gets another result; if not, it may depend on the message.
    public let isCertain: Bool
  }

  /// What changes, in the order of the old record's terms.
  public let changes: [Change]
  /// The terms of both records that depend on the message. That their questions have the same answers on both sides
  /// is what a proof of equality rests upon, where there are any.
  public let remainder: [TermPlace]

  /// Compares.
  public init(from old: RecordMeaning, to new: RecordMeaning) {
    var changes: [Change] = []
    let border = old.pieces.count
    let pieces = old.pieces + new.pieces
    for part in NetworkSet.partition(pieces.map(\.addresses)) {
      let before = Verdict(pieces: part.members.filter { $0 < border }.map { pieces[$0] })
      let after = Verdict(pieces: part.members.filter { $0 >= border }.map { pieces[$0] })
      if let one = before.result, one == after.result { continue }
      if before.ways == after.ways, !before.isOpen { continue }
      let isCertain =
        before.possibleResults.flatMap { one in after.possibleResults.map { one.isDisjoint(with: $0) } }
        ?? false
      changes.append(Change(addresses: part.addresses, old: before, new: after, isCertain: isCertain))
    }
    self.changes = changes
    var places: [TermPlace] = []
    for item in old.remainder + new.remainder where !places.contains(item.place) { places.append(item.place) }
    remainder = places
  }

  /// Whether every address gets the same result from both records.
  public var isEqual: Bool { changes.isEmpty }

  /// The addresses that get `result` from the new record and for certain did not from the old one.
  public func gaining(_ result: SPFResult) -> NetworkSet {
    NetworkSet(
      ranges: changes.filter { $0.isCertain && $0.new.result == result }.flatMap(\.addresses.ranges))
  }

  /// The addresses that got `result` from the old record and for certain do not from the new one.
  public func losing(_ result: SPFResult) -> NetworkSet {
    NetworkSet(
      ranges: changes.filter { $0.isCertain && $0.old.result == result }.flatMap(\.addresses.ranges))
  }
}
