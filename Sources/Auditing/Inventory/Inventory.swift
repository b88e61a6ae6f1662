internal import SPF

/// What sends mail: the domains, and the hosts and services that send for each.
public struct Inventory: Sendable {
  /// The hosts, in the order given.
  public var hosts: [SendingHost]
  /// The services, in the order given.
  public var services: [SendingService]
  /// The domains, in the order given.
  public var domains: [SendingDomain]
  /// What the reader of a configuration could not follow, in sentences.
  public var notes: [String]

  /// An inventory.
  public init(
    hosts: [SendingHost] = [], services: [SendingService] = [], domains: [SendingDomain] = [],
    notes: [String] = []
  ) {
    self.hosts = hosts
    self.services = services
    self.domains = domains
    self.notes = notes
  }

  /// The hosts of `domain`.
  public func hosts(of domain: SendingDomain) -> [SendingHost] { domain.hosts.map { hosts[$0] } }

  /// The services of `domain`.
  public func services(of domain: SendingDomain) -> [SendingService] { domain.services.map { services[$0] } }

  /// This inventory and `other`: a host or domain of both is one, with what either says.
  public func merged(with other: Inventory) -> Inventory {
    var out = self
    let hosts = other.hosts.map { out.index(of: $0) }
    let services = other.services.map { service in
      if let index = out.services.firstIndex(of: service) { return index }
      out.services.append(service)
      return out.services.count - 1
    }
    for domain in other.domains {
      let added = SendingDomain(
        domain.name, hosts: domain.hosts.map { hosts[$0] }, services: domain.services.map { services[$0] })
      guard let index = out.domains.firstIndex(where: { $0.name == domain.name }) else {
        out.domains.append(added)
        continue
      }
      for host in added.hosts where !out.domains[index].hosts.contains(host) {
        out.domains[index].hosts.append(host)
      }
      for service in added.services where !out.domains[index].services.contains(service) {
        out.domains[index].services.append(service)
      }
    }
    out.notes += other.notes
    return out
  }

  private mutating func index(of host: SendingHost) -> Int {
    guard let index = hosts.firstIndex(where: { $0.label == host.label }) else {
      hosts.append(host)
      return hosts.count - 1
    }
    for address in host.addresses where !hosts[index].addresses.contains(address) {
      hosts[index].addresses.append(address)
    }
    hosts[index].helo = hosts[index].helo ?? host.helo
    return index
  }
}
