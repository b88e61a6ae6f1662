public import SPF

/// What is asked of the senders of a domain.
public struct SenderQuery: Sendable, Hashable {
  /// The domain.
  public var domain: String
  /// Only this network, which is as wide as those kept.
  public var network: IPNetwork?
  /// Only from this hour on, counted since 1970.
  public var since: Int
  /// No more answers than this; the latest are given.
  public var limit: Int

  /// A question.
  public init(domain: String, network: IPNetwork? = nil, since: Int = 0, limit: Int = 100_000) {
    self.domain = domain
    self.network = network
    self.since = since
    self.limit = limit
  }
}
