public import SPF

/// What came from one network for one domain.
///
/// The counts are of the observations that are kept. The hours and the set of results are of all since the network was
/// first seen for the domain, as long as any observation is kept.
public struct SenderSummary: Sendable, Equatable {
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
  /// The keys of domain and network in its store.
  private let keys: (domain: Int, network: Int)

  /// From the texts of domain and network, and the numbers of the two hours, the hour of trouble, the results, the three
  /// counts, and the two keys; nil if one is none.
  init?(columns: [String], numbers: [Int]) {
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
    keys = (numbers[7], numbers[8])
  }

  /// The place in a list of that order, from which the next page goes on.
  public func cursor(in order: SenderSummaryQuery.Order) -> SenderCursor {
    let rank =
      switch order {
      case .latest: hours.upperBound
      case .latestTrouble: troubleHour ?? 0
      case .mostRefused: refused
      }
    return SenderCursor(rank: rank, domain: keys.domain, network: keys.network)
  }

  /// Whether both say the same of the same sender.
  public static func == (left: SenderSummary, right: SenderSummary) -> Bool {
    left.domain == right.domain && left.network == right.network && left.hours == right.hours
      && left.troubleHour == right.troubleHour && left.results == right.results && left.passed == right.passed
      && left.troubled == right.troubled && left.refused == right.refused
  }
}
