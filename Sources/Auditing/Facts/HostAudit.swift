internal import DNS
public import SPF

/// What was found out about one host.
public struct HostAudit: Sendable {
  /// The HELO identity checked for one address.
  public struct HELOCheck: Sendable {
    /// The address.
    public let address: IPAddress
    /// The result, and why.
    public let outcome: CheckOutcome
  }

  /// So many of the addresses that DNS has for a name are taken.
  private static let mostInDNS = 64

  /// The host.
  public let host: SendingHost
  /// The addresses it sends from: those listed, and those that DNS has where that is wanted.
  public let addresses: [IPAddress]
  /// Addresses that its name has in DNS, and which are neither listed nor of a family it does not use.
  public let unlisted: [IPAddress]
  /// Whether DNS failed when it was asked for its addresses.
  public let isLookupIncomplete: Bool
  /// The addresses of its HELO name; empty if it has none, nil if DNS failed or there is no such name.
  public let heloAddresses: [IPAddress]?
  /// The HELO identity, for each address; empty without a HELO name.
  public let heloChecks: [HELOCheck]

  /// Whether DNS says that there is no such name as the HELO name.
  public var isHELOAbsent: Bool {
    guard case .domainDoesNotExist? = heloChecks.first?.outcome.problem?.code else { return false }
    return heloAddresses?.isEmpty == true
  }

  /// Asks for all of it.
  static func gather(_ host: SendingHost, resolver: some Resolver, limits: Limits) async -> HostAudit {
    let name = host.name ?? host.helo
    let found = if let name { await resolver.addresses(of: name) } else { [IPAddress]?.some([]) }
    var addresses = host.addresses
    var unlisted: [IPAddress] = []
    for address in (found ?? []).sorted().prefix(mostInDNS) where !addresses.contains(address) {
      if host.lookedUp.contains(address.family) {
        addresses.append(address)
      } else if !host.unused.contains(address.family) {
        unlisted.append(address)
      }
    }
    var checks: [HELOCheck] = []
    if let helo = host.helo {
      for address in addresses {
        let request = CheckRequest(.helo(helo.description), client: address)
        let outcome = await Evaluator(limits: limits).check(request, resolver: resolver)
        checks.append(HELOCheck(address: address, outcome: outcome))
      }
    }
    let heloAddresses: [IPAddress]?
    if let helo = host.helo, helo != name {
      heloAddresses = await resolver.addresses(of: helo)
    } else {
      heloAddresses = host.helo == nil ? nil : found
    }
    return HostAudit(
      host: host, addresses: addresses, unlisted: unlisted,
      isLookupIncomplete: found == nil && !host.lookedUp.isEmpty, heloAddresses: heloAddresses,
      heloChecks: checks)
  }
}
