public import SPF

/// What came from one network within one day (UTC), and how it ended.
public struct SenderDay: Sendable, Hashable {
  /// Days since 1970-01-01.
  public var day: Int
  /// The network.
  public var network: IPNetwork
  /// The client's name; empty or `unknown` where it has none.
  public var reverseName: String
  /// Which identity was checked.
  public var scope: Identity.Scope
  /// The result.
  public var result: SPFResult
  /// What was done.
  public var action: ObservedAction
  /// Messages.
  public var count: Int
  /// The first hour and the last hour, counted since 1970.
  public var hours: ClosedRange<Int>

  /// A day.
  public init(
    day: Int, network: IPNetwork, reverseName: String, scope: Identity.Scope, result: SPFResult,
    action: ObservedAction, count: Int, hours: ClosedRange<Int>
  ) {
    self.day = day
    self.network = network
    self.reverseName = reverseName
    self.scope = scope
    self.result = result
    self.action = action
    self.count = count
    self.hours = hours
  }
}
