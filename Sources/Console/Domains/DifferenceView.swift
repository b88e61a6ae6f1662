internal import Publishing
internal import SPF

/// What one record changes in another, for a page.
struct DifferenceView: Sendable, Encodable {
  /// Whether somebody gains or loses a pass.
  enum News: String, Sendable, Encodable {
    case gains, loses, changes
  }

  /// Addresses of which the same is to be said.
  struct Row: Sendable, Encodable {
    let news: News
    /// The networks; no more than ``mostNetworks``.
    let networks: [String]
    /// Those that are not listed.
    let more: Int
    /// What they get from the old record and by which term, `pass by ip4:192.0.2.10 of example.com`.
    let before: String
    /// What they get from the new one.
    let after: String
    /// Whether a message's other properties cannot make it otherwise.
    let isCertain: Bool
  }

  static let mostNetworks = 12
  private static let mostRows = 60

  /// Whether both mean the same for every address there is.
  let isEqual: Bool
  /// The changes: first who loses a pass, then who gains one.
  let rows: [Row]

  init(_ difference: MeaningDifference) {
    isEqual = difference.isEqual
    let rows = difference.changes.prefix(Self.mostRows).map { change in
      let prefixes = change.addresses.prefixes
      return Row(
        news: change.old.result == .pass ? .loses : change.new.result == .pass ? .gains : .changes,
        networks: prefixes.prefix(Self.mostNetworks).map(\.description),
        more: max(0, prefixes.count - Self.mostNetworks), before: Printable.text(change.old.description),
        after: Printable.text(change.new.description), isCertain: change.isCertain)
    }
    func rank(_ news: News) -> Int { news == .loses ? 0 : news == .gains ? 1 : 2 }
    self.rows = rows.enumerated().sorted {
      (rank($0.element.news), $0.offset) < (rank($1.element.news), $1.offset)
    }
    .map(\.element)
  }
}
