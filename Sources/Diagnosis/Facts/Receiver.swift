public import SPF

/// What is known of the receiver whose log is read.
public struct Receiver: Sendable {
  /// The domains it receives mail for.
  public var domains: [DomainName]
  /// Its own addresses, and those of its proxies and relays.
  public var addresses: Set<IPAddress>
  /// Its own networks.
  public var networks: [IPNetwork]

  /// A receiver.
  public init(domains: [DomainName] = [], addresses: [IPAddress] = [], networks: [IPNetwork] = []) {
    self.domains = domains
    self.addresses = Set(addresses)
    self.networks = networks
  }

  /// Whether `address` is one of its own.
  func owns(_ address: IPAddress) -> Bool {
    addresses.contains(address) || networks.contains { $0.contains(address) }
  }
}
