/// An IPv4 or IPv6 address.
///
/// An IPv4-mapped IPv6 address (`::ffff:0:0/96`, RFC 4291 section 2.5.5.2) becomes the IPv4 address it
/// stands for, as RFC 7208 section 5 requires of the client address.
public struct IPAddress: Sendable, Hashable {
  /// The address family.
  public enum Family: UInt8, Sendable, Hashable {
    /// 32 bits.
    case ipv4
    /// 128 bits.
    case ipv6

    /// The number of bits in an address: 32 or 128.
    public var bitWidth: Int { self == .ipv4 ? 32 : 128 }
  }

  /// The address family; never `.ipv6` for an IPv4-mapped address.
  public let family: Family
  /// The upper 64 bits of an IPv6 address; 0 for IPv4.
  public let high: UInt64
  /// The lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address.
  public let low: UInt64

  /// An IPv4 address from its 32 bits in host order.
  @inlinable
  public init(ipv4 bits: UInt32) {
    family = .ipv4
    high = 0
    low = UInt64(bits)
  }

  /// An IPv6 address from its two halves in host order; an IPv4-mapped one becomes IPv4.
  @inlinable
  public init(ipv6High high: UInt64, low: UInt64) {
    if high == 0, low >> 32 == 0xffff {
      self.init(ipv4: UInt32(truncatingIfNeeded: low))
    } else {
      self.init(unmappedHigh: high, low: low)
    }
  }

  @usableFromInline
  init(unmappedHigh high: UInt64, low: UInt64) {
    family = .ipv6
    self.high = high
    self.low = low
  }

  /// An address from 4 or 16 octets in network order; nil for any other count.
  public init?(octets: some Collection<UInt8>) {
    switch octets.count {
    case 4:
      self.init(ipv4: octets.reduce(0) { $0 << 8 | UInt32($1) })
    case 16:
      let high = octets.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let low = octets.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      self.init(ipv6High: high, low: low)
    default:
      return nil
    }
  }

  /// An address from its text: dotted quad (RFC 7208 section 5.6) or RFC 4291 section 2.2.
  public init?(_ text: some StringProtocol) {
    self.init(utf8: Array(text.utf8))
  }

  /// An address from the octets of its text.
  public init?(utf8 text: [UInt8]) {
    self.init(utf8: text[...])
  }

  /// An address from the octets of its text.
  public init?(utf8 text: ArraySlice<UInt8>) {
    // The longest IPv6 text is 45 octets.
    guard text.count <= 45 else { return nil }
    if text.contains(UInt8(ascii: ":")) {
      guard let (high, low) = IPAddressParser.ipv6(text) else { return nil }
      self.init(ipv6High: high, low: low)
    } else {
      guard let bits = IPAddressParser.ipv4(text) else { return nil }
      self.init(ipv4: bits)
    }
  }

  /// The address in network order: 4 or 16 octets.
  public var octets: [UInt8] {
    switch family {
    case .ipv4: (0..<4).map { UInt8(truncatingIfNeeded: low >> UInt64(24 - 8 * $0)) }
    case .ipv6:
      (0..<16).map { index in
        let half = index < 8 ? high : low
        return UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (index % 8)))
      }
    }
  }

  /// The name under which the reverse mapping of this address is published
  /// (`in-addr.arpa`, RFC 1035 section 3.5; `ip6.arpa`, RFC 3596 section 2.5).
  public var reverseName: DomainName {
    var labels: [[UInt8]] = []
    switch family {
    case .ipv4:
      labels = octets.reversed().map { Array(String($0).utf8) } + [Array("in-addr".utf8)]
    case .ipv6:
      labels =
        octets.reversed().flatMap { [[Self.lowerHexDigit($0 & 15)], [Self.lowerHexDigit($0 >> 4)]] }
        + [Array("ip6".utf8)]
    }
    labels.append(Array("arpa".utf8))
    guard let name = DomainName(labels: labels) else {
      preconditionFailure("a reverse name is always within the limits of a domain name")
    }
    return name
  }

  /// This address with all but the first `length` bits cleared; `length` is clamped to the family's width.
  public func masked(to length: Int) -> IPAddress {
    let (maskHigh, maskLow) = Self.mask(family: family, length: length)
    switch family {
    case .ipv4: return IPAddress(ipv4: UInt32(truncatingIfNeeded: low & maskLow))
    case .ipv6: return IPAddress(unmappedHigh: high & maskHigh, low: low & maskLow)
    }
  }

  /// The mask of the first `length` bits, as the two halves of the stored representation.
  @usableFromInline
  static func mask(family: Family, length: Int) -> (high: UInt64, low: UInt64) {
    switch family {
    case .ipv4:
      let length = min(max(length, 0), 32)
      return (0, length == 0 ? 0 : (0xffff_ffff << UInt64(32 - length)) & 0xffff_ffff)
    case .ipv6:
      let length = min(max(length, 0), 128)
      let high: UInt64 = length == 0 ? 0 : length >= 64 ? .max : .max << UInt64(64 - length)
      let low: UInt64 = length <= 64 ? 0 : .max << UInt64(128 - length)
      return (high, low)
    }
  }

  /// Whether the first `length` bits are those of an address of the same family with these halves.
  @inline(__always)
  func sharesPrefix(ofHigh otherHigh: UInt64, low otherLow: UInt64, length: Int) -> Bool {
    let mask = Self.mask(family: family, length: length)
    return (high ^ otherHigh) & mask.high == 0 && (low ^ otherLow) & mask.low == 0
  }

  static func lowerHexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}

extension IPAddress: CustomStringConvertible {
  /// The text of the address: dotted quad, or the canonical form of RFC 5952.
  public var description: String {
    String(decoding: text, as: UTF8.self)
  }

  /// ``description`` as octets.
  public var text: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(family == .ipv4 ? 15 : 39)
    appendText(to: &out)
    return out
  }

  /// Appends ``description`` to `out` without making a String.
  public func appendText(to out: inout [UInt8]) {
    switch family {
    case .ipv4:
      for shift in [24, 16, 8, 0] as [UInt64] {
        if shift != 24 { out.append(UInt8(ascii: ".")) }
        Self.appendDecimal(UInt8(truncatingIfNeeded: low >> shift), to: &out)
      }
    case .ipv6:
      appendIPv6Text(to: &out)
    }
  }

  private static func appendDecimal(_ value: UInt8, to out: inout [UInt8]) {
    if value >= 100 { out.append(UInt8(ascii: "0") + value / 100) }
    if value >= 10 { out.append(UInt8(ascii: "0") + value / 10 % 10) }
    out.append(UInt8(ascii: "0") + value % 10)
  }

  /// RFC 5952 section 4: lower case, no leading zeros, the first longest run of two or more zero groups
  /// written `::`.
  private func appendIPv6Text(to out: inout [UInt8]) {
    func group(_ index: Int) -> UInt16 {
      let half = index < 4 ? high : low
      return UInt16(truncatingIfNeeded: half >> UInt64(48 - 16 * (index % 4)))
    }
    var best = 0..<0
    var start = 0
    for index in 0...8 {
      if index < 8, group(index) == 0 { continue }
      if index - start > best.count { best = start..<index }
      start = index + 1
    }
    if best.count < 2 { best = 0..<0 }
    var index = 0
    while index < 8 {
      if index == best.lowerBound, !best.isEmpty {
        out.append(contentsOf: "::".utf8)
        index = best.upperBound
        continue
      }
      if index > 0, index != best.upperBound { out.append(UInt8(ascii: ":")) }
      let value = group(index)
      var started = false
      for shift in [12, 8, 4, 0] as [UInt16] {
        let nibble = UInt8(value >> shift & 15)
        started = started || nibble != 0 || shift == 0
        if started { out.append(Self.lowerHexDigit(nibble)) }
      }
      index += 1
    }
  }
}

extension IPAddress: Comparable {
  /// Orders IPv4 before IPv6, then numerically.
  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    (left.family.rawValue, left.high, left.low) < (right.family.rawValue, right.high, right.low)
  }
}
