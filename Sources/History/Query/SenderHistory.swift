public import SPF

/// What one network has sent for a domain.
public struct SenderHistory: Sendable, Hashable {
  /// The network.
  public let network: IPNetwork
  /// The names that its hosts had, the latest first.
  public let names: [String]
  /// The first and the last hour in which it was seen, counted since 1970.
  public let hours: ClosedRange<Int>
  /// What was seen, the latest day first.
  public let days: [SenderDay]

  /// The first and the last hour in which it passed; nil if it never has.
  public var passingHours: ClosedRange<Int>? {
    let passes = days.filter { $0.result == .pass }.map(\.hours)
    guard let first = passes.map(\.lowerBound).min(), let last = passes.map(\.upperBound).max() else {
      return nil
    }
    return first...last
  }

  /// From days of one network, the latest first; nil if there are none.
  init?(days: [SenderDay]) {
    guard let latest = days.first, let first = days.map(\.hours.lowerBound).min(),
      let last = days.map(\.hours.upperBound).max()
    else { return nil }
    network = latest.network
    hours = first...last
    self.days = days
    var names: [String] = []
    for name in days.map(\.reverseName)
    where !name.isEmpty && name != "unknown" && !names.contains(name) && names.count < 8 {
      names.append(name)
    }
    self.names = names
  }
}
