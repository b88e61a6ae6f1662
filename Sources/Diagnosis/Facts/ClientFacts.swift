internal import DNS
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

  /// Asks for all of it. A client that no one else can reach is not asked for.
  static func gather(_ address: IPAddress, resolver: some Resolver) async -> ClientFacts {
    let kind = AddressKind(address)
    let names = kind == .global ? await ReverseNames.gather(address, resolver: resolver) : .none
    return ClientFacts(address: address, kind: kind, names: names)
  }
}
