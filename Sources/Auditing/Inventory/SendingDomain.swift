public import SPF

/// A domain in whose name mail is sent, and by what.
public struct SendingDomain: Sendable, Hashable {
  /// The domain.
  public let name: DomainName
  /// The hosts, as indices in the inventory.
  public var hosts: [Int]
  /// The services, as indices in the inventory.
  public var services: [Int]

  /// A domain.
  public init(_ name: DomainName, hosts: [Int], services: [Int]) {
    self.name = name
    self.hosts = hosts
    self.services = services
  }
}
