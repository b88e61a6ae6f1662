public import SPF

/// Everything that came from one network for one domain, as long as it is remembered.
public struct SenderSummary: Sendable, Hashable {
  /// The domain that was checked.
  public var domain: String
  /// The network.
  public var network: IPNetwork
  /// The first and the last hour in which it was seen, counted since 1970.
  public var hours: ClosedRange<Int>
  /// The last hour in which SPF did not let something pass; nil if it always did.
  public var troubleHour: Int?
  /// The results that there were.
  public var results: ResultSet
  /// Checks that passed.
  public var passed: Int
  /// Checks that did not, and not for want of a record.
  public var troubled: Int
  /// Those of them that were refused or deferred.
  public var refused: Int
  /// The place in a list, from which the next page goes on.
  public var cursor: SenderCursor

  /// From the texts of domain and network, and the numbers of the two hours, the hour of trouble, the results, the three
  /// counts, and the two keys; nil if one is none.
  init?(columns: [String], numbers: [Int], order: SenderSummaryQuery.Order) {
    guard columns.count == 2, numbers.count == 9, numbers[0] <= numbers[1],
      let network = IPNetwork(columns[1])
    else { return nil }
    domain = columns[0]
    self.network = network
    hours = numbers[0]...numbers[1]
    troubleHour = numbers[5] > 0 ? numbers[2] : nil
    results = ResultSet(rawValue: numbers[3])
    passed = numbers[4]
    troubled = numbers[5]
    refused = numbers[6]
    let rank =
      switch order {
      case .latest: numbers[1]
      case .latestTrouble: numbers[2]
      case .mostRefused: numbers[6]
      }
    cursor = SenderCursor(rank: rank, domain: numbers[7], network: numbers[8])
  }
}
