public import SPF

/// That mail of a domain is not refused although its record does not have the client, until it is repaired.
public struct TemporaryExemption: Sendable, Hashable {
  /// The domain that was checked, or the sender's.
  public var domain: DomainName
  /// The clients.
  public var network: IPNetwork
  /// Why; printable, on one line.
  public var reason: String
  /// When it ends: seconds since 1970-01-01T00:00:00Z.
  public var end: Int64

  /// An exemption.
  public init(domain: DomainName, network: IPNetwork, reason: String, end: Int64) {
    self.domain = domain
    self.network = network
    self.reason = reason
    self.end = end
  }
}
