public import SPF

/// What is asked of what was seen of one domain from one network.
public struct ObservationQuery: Sendable, Hashable {
  /// The domain.
  public var domain: String
  /// The network, which is as wide as those kept.
  public var network: IPNetwork
  /// Only of these hours, counted since 1970.
  public var hours: Range<Int>
  /// No more than so many; the latest are given.
  public var limit: Int

  /// A question.
  public init(domain: String, network: IPNetwork, hours: Range<Int> = 0..<Int(Int32.max), limit: Int = 1000) {
    self.domain = domain
    self.network = network
    self.hours = hours
    self.limit = limit
  }
}
