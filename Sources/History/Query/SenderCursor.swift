/// A place in a list of senders, by which the next page goes on even if others came in between.
public struct SenderCursor: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// What the list is ordered by.
  let rank: Int
  /// The key of the domain in its store.
  let domain: Int
  /// The key of the network in its store.
  let network: Int

  init(rank: Int, domain: Int, network: Int) {
    self.rank = rank
    self.domain = domain
    self.network = network
  }

  /// A cursor as it was written; nil if it is none.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 64 else { return nil }
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == 3, let rank = numbers[0], let domain = numbers[1], let network = numbers[2] else {
      return nil
    }
    self.init(rank: rank, domain: domain, network: network)
  }

  /// Lists run from the greatest to the least.
  public static func < (left: SenderCursor, right: SenderCursor) -> Bool {
    (left.rank, left.domain, left.network) < (right.rank, right.domain, right.network)
  }

  /// The cursor as text that means nothing to its reader.
  public var description: String { "\(rank).\(domain).\(network)" }
}
