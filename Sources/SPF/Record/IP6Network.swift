/// The network of an `ip6` mechanism: 128 bits as published, an IPv4-mapped one not folded.
///
/// It is a type of its own because ``IPAddress`` turns IPv4-mapped addresses into IPv4, and an `ip6`
/// mechanism never matches an IPv4 client (RFC 7208 section 5).
public struct IP6Network: Sendable, Hashable {
  /// The upper 64 bits as published.
  public let high: UInt64
  /// The lower 64 bits as published.
  public let low: UInt64
  /// The number of leading bits compared: 0 to 128.
  public let prefixLength: Int

  /// A network from its parts; `prefixLength` is clamped to 0...128.
  public init(high: UInt64, low: UInt64, prefixLength: Int) {
    self.high = high
    self.low = low
    self.prefixLength = min(max(prefixLength, 0), 128)
  }

  /// The same as an ``IPNetwork``; nil if it lies within the IPv4-mapped addresses, which no client has.
  public var network: IPNetwork? {
    if high == 0, low >> 32 == 0xffff, prefixLength >= 96 { return nil }
    return IPNetwork(address: IPAddress(unmappedHigh: high, low: low), prefixLength: prefixLength)
  }

  /// Whether an IPv6 client is within; false for IPv4.
  public func contains(_ client: IPAddress) -> Bool {
    guard client.family == .ipv6 else { return false }
    let (maskHigh, maskLow) = IPAddress.mask(family: .ipv6, length: prefixLength)
    return (client.high ^ high) & maskHigh == 0 && (client.low ^ low) & maskLow == 0
  }
}
