internal import SPF

/// An `ip4` or `ip6` term.
struct NetworkTerm: Sendable {
  let term: TermText
  let qualifier: Qualifier
  /// As written.
  let network: IPNetwork
  /// Without host bits.
  let masked: IPNetwork

  init(_ term: TermText, _ qualifier: Qualifier, _ network: IPNetwork) {
    self.term = term
    self.qualifier = qualifier
    self.network = network
    masked = network.masked(to: network.prefixLength)
  }

  /// The term of one address.
  static func text(_ address: IPAddress) -> String { text(IPNetwork(address)) }

  /// The term of a network.
  static func text(_ network: IPNetwork) -> String {
    "\(network.address.family == .ipv4 ? "ip4" : "ip6"):\(network)"
  }

  /// The term of a network with the same qualifier.
  func text(_ network: IPNetwork) -> String {
    term.qualifierText + Self.text(network)
  }
}

extension IPNetwork {
  /// The network of `length` bits around this one.
  func masked(to length: Int) -> IPNetwork {
    IPNetwork(address: address.masked(to: length), prefixLength: length) ?? self
  }

  /// The other half of the network one bit shorter; nil for the whole space.
  var sibling: IPNetwork? {
    guard prefixLength > 0 else { return nil }
    let bit = address.family.bitWidth - prefixLength
    switch address.family {
    case .ipv4:
      return IPNetwork(
        address: IPAddress(ipv4: UInt32(truncatingIfNeeded: address.low ^ 1 << UInt64(bit))),
        prefixLength: prefixLength)
    case .ipv6:
      let high = bit >= 64 ? address.high ^ 1 << UInt64(bit - 64) : address.high
      let low = bit < 64 ? address.low ^ 1 << UInt64(bit) : address.low
      let other = IPAddress(ipv6High: high, low: low)
      return other.family == .ipv6 ? IPNetwork(address: other, prefixLength: prefixLength) : nil
    }
  }
}
