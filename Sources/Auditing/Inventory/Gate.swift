internal import Reporting
public import SPF

/// The question of a deployment: may this host begin to send in the name of these domains?
public struct Gate: Sendable {
  private let host: String
  private let helo: DomainName?
  private let addresses: [IPAddress]
  private let domains: [DomainName]

  /// A gate for `host`, a domain name or what an inventory calls it. Without `addresses` they are those that the
  /// inventory or else DNS has; without `helo` it is the inventory's or else the host's name.
  public init(host: String, helo: DomainName?, addresses: [IPAddress], domains: [DomainName]) {
    self.host = host
    self.helo = helo
    self.addresses = addresses
    self.domains = domains
  }

  /// The one host and its domains; nil if `listed` has no such host, and its name is none that DNS can be asked for.
  public func inventory(over listed: Inventory?) -> Inventory? {
    let name = ListedName.domain(host)
    let label = ListedName.folded(host)
    var one =
      listed?.hosts.first { $0.label == label || name != nil && $0.name == name }
      ?? SendingHost(label: Printable.text(label), name: name, helo: name, addresses: [])
    if let helo { one.helo = helo }
    if !addresses.isEmpty {
      one.addresses = addresses
      one.lookedUp = []
      // What was asked about are these, and no others.
      one.unused = [.ipv4, .ipv6]
    } else if one.addresses.isEmpty, one.lookedUp.isEmpty {
      guard one.name != nil else { return nil }
      one.lookedUp = [.ipv4, .ipv6]
    }
    return Inventory(
      hosts: [one], domains: domains.map { SendingDomain($0, hosts: [0], services: []) },
      notes: listed?.notes ?? [])
  }
}
