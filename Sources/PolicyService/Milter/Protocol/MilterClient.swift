/// What a mail server says about the client that connected.
package struct MilterClient: Sendable, Hashable {
  /// The kinds of address.
  package enum Family: UInt8, Sendable, Hashable, CaseIterable {
    /// No address is known.
    case unknown = 0x55  // U
    /// A socket of this host.
    case local = 0x4c  // L
    /// IPv4.
    case ipv4 = 0x34  // 4
    /// IPv6.
    case ipv6 = 0x36  // 6
  }

  /// The client's name; its address in brackets, or `unknown`, if it has none that was verified.
  package let name: ArraySlice<UInt8>
  /// What kind of address it has.
  package let family: Family
  /// The text of an IP address; empty for other kinds.
  package let address: ArraySlice<UInt8>

  package init(name: ArraySlice<UInt8>, family: Family, address: ArraySlice<UInt8>) {
    self.name = name
    self.family = family
    self.address = address
  }

  /// Reads `name NUL family port port address NUL`; nil if it is something else. The port is left out.
  init?(_ octets: ArraySlice<UInt8>) {
    guard let end = octets.firstIndex(of: 0) else { return nil }
    let rest = octets[(end + 1)...]
    guard let family = rest.first.flatMap(Family.init) else { return nil }
    guard family != .unknown else {
      self.init(name: octets[..<end], family: family, address: [])
      return
    }
    guard rest.count >= 4 else { return nil }
    let address = rest.dropFirst(3).prefix { $0 != 0 }
    self.init(
      name: octets[..<end], family: family, address: family == .local ? [] : Self.withoutPrefix(address))
  }

  /// Sendmail writes `IPv6:` before addresses of that kind.
  private static func withoutPrefix(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let prefix: StaticString = "ipv6:"
    let head = address.prefix(prefix.utf8CodeUnitCount)
    let isPrefixed = prefix.withUTF8Buffer { expected in
      unsafe head.lazy.map(SafeText.lowercased).elementsEqual(expected)
    }
    return isPrefixed ? address.dropFirst(head.count) : address
  }
}
