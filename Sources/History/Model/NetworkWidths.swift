public import SPF

/// How much of a client's address is kept.
public struct NetworkWidths: Sendable, Hashable {
  /// The leading bits of IPv4 addresses, 8 to 32.
  public var ipv4: Int
  /// The leading bits of IPv6 addresses, 16 to 128. A site has a /64 at least.
  public var ipv6: Int

  /// Widths; out of range they are clamped.
  public init(ipv4: Int = 32, ipv6: Int = 64) {
    self.ipv4 = min(max(ipv4, 8), 32)
    self.ipv6 = min(max(ipv6, 16), 128)
  }

  /// The width for a family.
  public func width(of family: IPAddress.Family) -> Int { family == .ipv4 ? ipv4 : ipv6 }

  /// The network that is kept of `address`.
  public func network(of address: IPAddress) -> IPNetwork {
    let length = width(of: address.family)
    return IPNetwork(address: address.masked(to: length), prefixLength: length) ?? IPNetwork(address)
  }
}
