/// What the registries say an address is for (RFC 6890).
public enum AddressKind: Sendable, Hashable {
  /// Reachable from everywhere, or for documentation.
  case global
  /// Private (RFC 1918), unique local (RFC 4193) or link-local.
  case privateUse
  /// Shared by the customers behind a carrier's NAT (RFC 6598).
  case carrierShared
  /// The host itself.
  case loopback

  private static let table: [(String, AddressKind)] = [
    ("127.0.0.0/8", .loopback), ("::1/128", .loopback), ("0.0.0.0/8", .loopback),
    ("10.0.0.0/8", .privateUse), ("172.16.0.0/12", .privateUse), ("192.168.0.0/16", .privateUse),
    ("169.254.0.0/16", .privateUse), ("fc00::/7", .privateUse), ("fe80::/10", .privateUse),
    ("100.64.0.0/10", .carrierShared),
  ]
  private static let networks: [(network: IPNetwork, kind: AddressKind)] = table.compactMap { entry in
    IPNetwork(entry.0).map { ($0, entry.1) }
  }

  /// The kind of `address`.
  public init(_ address: IPAddress) {
    self = Self.networks.first { $0.network.contains(address) }?.kind ?? .global
  }

  /// A few words for a person.
  public var words: String {
    switch self {
    case .global: "a public address"
    case .privateUse: "a private address"
    case .carrierShared: "an address behind a carrier's NAT (100.64.0.0/10)"
    case .loopback: "an address of the host itself"
    }
  }
}

extension IPAddress {
  /// The number of leading bits shared with `other`; nil for another family.
  package func sharedBits(with other: IPAddress) -> Int? {
    guard family == other.family else { return nil }
    if family == .ipv4 { return (low ^ other.low).leadingZeroBitCount - 32 }
    if high != other.high { return (high ^ other.high).leadingZeroBitCount }
    return 64 + (low ^ other.low).leadingZeroBitCount
  }
}
