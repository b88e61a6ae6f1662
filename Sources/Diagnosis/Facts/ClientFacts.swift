internal import SPF

/// What DNS says of a client.
struct ClientFacts: Sendable {
  /// The client.
  let address: IPAddress
  /// What its registry says the address is for.
  let kind: AddressKind
  /// Its names by reverse mapping; nil if DNS failed.
  let pointers: [DomainName]?
  /// Those of ``pointers`` that have the client's address.
  let confirmed: [DomainName]
  /// Those of ``pointers`` that have no address of the client's family at all, so that nothing contradicts them.
  let unrefuted: [DomainName]
  /// The IPv4 addresses of its names, if the client uses IPv6.
  let twins: [IPAddress]

  /// The organisation whose host it is, by its name; nil for an access line, which is its customer's, and where there
  /// is no name.
  var owner: DomainName? {
    guard let name = confirmed.first, !NamePatterns.isDynamic(name) else { return nil }
    return PublicSuffixes.organisation(of: name)
  }

  /// So many names are confirmed.
  private static let mostPointers = 5

  /// Asks for all of it. A client that no one else can reach is not asked for.
  static func gather(_ address: IPAddress, resolver: some Resolver) async -> ClientFacts {
    let kind = AddressKind(address)
    guard kind == .global else {
      return ClientFacts(
        address: address, kind: kind, pointers: [], confirmed: [], unrefuted: [], twins: [])
    }
    let pointers = await resolver.names(.ptr, of: address.reverseName)
    var confirmed: [DomainName] = []
    var unrefuted: [DomainName] = []
    var twins: [IPAddress] = []
    for name in (pointers ?? []).prefix(mostPointers) where name != .root {
      guard let addresses = await resolver.addresses(of: name) else { continue }
      if addresses.contains(address) {
        confirmed.append(name)
      } else if !addresses.contains(where: { $0.family == address.family }) {
        unrefuted.append(name)
      }
      if address.family == .ipv6 { twins += addresses.filter { $0.family == .ipv4 } }
    }
    return ClientFacts(
      address: address, kind: kind, pointers: pointers, confirmed: confirmed, unrefuted: unrefuted,
      twins: twins)
  }
}
