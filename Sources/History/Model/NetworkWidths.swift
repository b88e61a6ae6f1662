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

  /// Widths as they are written, `/24,/48`; nil if they are none, or out of range.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.first == "/" && part.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
        ? Int(part.dropFirst()) : nil
    }
    guard parts.count == 2, let ipv4 = parts[0], let ipv6 = parts[1] else { return nil }
    self.init(ipv4: ipv4, ipv6: ipv6)
    guard self.ipv4 == ipv4, self.ipv6 == ipv6 else { return nil }
  }

  /// The width for a family.
  public func width(of family: IPAddress.Family) -> Int { family == .ipv4 ? ipv4 : ipv6 }

  /// The network that is kept of `address`.
  public func network(of address: IPAddress) -> IPNetwork {
    let length = width(of: address.family)
    return IPNetwork(address: address.masked(to: length), prefixLength: length) ?? IPNetwork(address)
  }
}
