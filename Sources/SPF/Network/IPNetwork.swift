/// An address and a prefix length (CIDR, RFC 4632).
///
/// The address is kept as written: `198.51.100.77/24` stays so in what people read, and ``contains(_:)``
/// compares only the first 24 bits.
public struct IPNetwork: Sendable, Hashable {
  /// The address as written, host bits included.
  public let address: IPAddress
  /// The number of leading bits compared: 0 to 32 for IPv4, 0 to 128 for IPv6.
  public let prefixLength: Int

  /// A network; nil if the prefix length is outside the family's range.
  public init?(address: IPAddress, prefixLength: Int) {
    guard (0...address.family.bitWidth).contains(prefixLength) else { return nil }
    self.address = address
    self.prefixLength = prefixLength
  }

  /// The network of one address.
  public init(_ address: IPAddress) {
    self.address = address
    prefixLength = address.family.bitWidth
  }

  /// A network from `ADDRESS` or `ADDRESS/LENGTH`; nil if the text is neither.
  ///
  /// `::ffff:127.0.0.0/104`, the IPv4-mapped spelling, is read as the IPv4 network `127.0.0.0/8`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPAddress(first) else { return nil }
    guard parts.count == 2 else {
      self.init(address)
      return
    }
    guard parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      var length = Int(parts[1])
    else { return nil }
    if address.family == .ipv4, first.contains(":") { length -= 96 }
    self.init(address: address, prefixLength: length)
  }

  /// Whether `candidate` is of the same family and its first ``prefixLength`` bits are this network's.
  @inlinable
  public func contains(_ candidate: IPAddress) -> Bool {
    guard candidate.family == address.family else { return false }
    let (high, low) = IPAddress.mask(family: address.family, length: prefixLength)
    return (candidate.high ^ address.high) & high == 0 && (candidate.low ^ address.low) & low == 0
  }
}

extension IPNetwork: CustomStringConvertible {
  /// The address, and the prefix length unless it is the whole width.
  public var description: String {
    prefixLength == address.family.bitWidth ? "\(address)" : "\(address)/\(prefixLength)"
  }
}
