public import SPF

/// The networks whose clients are not checked (`skip_addresses` of policyd-spf.conf).
public struct LocalNetworks: Sendable, Hashable {
  /// The networks.
  public var networks: [IPNetwork]

  /// The networks given.
  public init(_ networks: [IPNetwork]) {
    self.networks = networks
  }

  /// The loopback networks: 127.0.0.0/8, also in its IPv4-mapped form, and ::1.
  public static let loopback = LocalNetworks(
    [
      IPNetwork(address: IPAddress(ipv4: 0x7f00_0000), prefixLength: 8),
      IPNetwork(IPAddress(ipv6High: 0, low: 1)),
    ].compactMap { $0 })

  /// Whether `address` lies in one of them.
  public func contains(_ address: IPAddress) -> Bool {
    networks.contains { $0.contains(address) }
  }
}
