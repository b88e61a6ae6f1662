internal import DNS
internal import PublicSuffix
internal import SPF

/// What DNS says of a client.
struct ClientFacts: Sendable {
  /// The client.
  let address: IPAddress
  /// What its registry says the address is for.
  let kind: AddressKind
  private let names: ReverseNames

  /// Its names by reverse mapping; nil if DNS failed.
  var pointers: [DomainName]? { names.pointers }
  /// Those of ``pointers`` that have the client's address.
  var confirmed: [DomainName] { names.confirmed }
  /// Those of ``pointers`` that have no address of the client's family at all, so that nothing contradicts them.
  var unrefuted: [DomainName] { names.unrefuted }
  /// The IPv4 addresses of its names, if the client uses IPv6.
  var twins: [IPAddress] { names.twins }

  /// The organisation whose host it is, by its name; nil for an access line, which is its customer's, and where there
  /// is no name.
  var owner: DomainName? {
    guard let name = confirmed.first, !NamePatterns.isDynamic(name) else { return nil }
    return PublicSuffixes.organisation(of: name)
  }

  /// Asks for all of it. A client that no one else can reach is not asked for.
  static func gather(_ address: IPAddress, resolver: some Resolver) async -> ClientFacts {
    let kind = AddressKind(address)
    let names = kind == .global ? await ReverseNames.gather(address, resolver: resolver) : .none
    return ClientFacts(address: address, kind: kind, names: names)
  }
}
