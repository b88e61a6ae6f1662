/// `dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]` (RFC 7208 section 5.6).
public struct DualCIDRLength: Sendable, Hashable {
  /// The prefix length for an IPv4 client: 0 to 32.
  public let ipv4: UInt8
  /// The prefix length for an IPv6 client: 0 to 128.
  public let ipv6: UInt8

  /// Prefix lengths; what was not given is the whole width.
  public init(ipv4: UInt8 = 32, ipv6: UInt8 = 128) {
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  /// The prefix length that applies to a client of `family`.
  public func length(for family: IPAddress.Family) -> Int {
    Int(family == .ipv4 ? ipv4 : ipv6)
  }
}
