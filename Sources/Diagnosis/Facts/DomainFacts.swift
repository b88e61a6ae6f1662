internal import PublicSuffix
internal import SPF

/// What DNS says of a domain, beside its SPF record.
struct DomainFacts: Sendable {
  /// The domain.
  let name: DomainName
  /// The organisational domain it belongs to.
  let organisation: DomainName
  /// Its own addresses and those of `www` below it.
  let addresses: [IPAddress]
  /// Its mail exchanges; nil if DNS did not tell.
  let exchanges: [DomainName]?
  /// The addresses of its mail exchanges.
  let exchangeAddresses: [IPAddress: DomainName]
  /// The name servers of the organisational domain.
  let nameServers: Set<DomainName>
  /// The mailbox of whoever is in charge of its zone, as a name.
  let mailbox: DomainName?
  /// Whether DNS failed for all of it.
  let isSilent: Bool

  /// So many mail exchanges are looked up.
  private static let mostExchanges = 10

  /// Asks for all of it.
  static func gather(_ name: DomainName, resolver: some Resolver) async -> DomainFacts {
    let organisation = PublicSuffixes.organisation(of: name)
    async let own = resolver.addresses(of: name)
    async let www = siteAddresses(of: name, resolver)
    async let exchangeList = resolver.mailExchanges(of: name)
    async let servers = resolver.names(.ns, of: organisation)
    async let authority = authority(of: name, organisation, resolver)
    let exchanges = await exchangeList
    var exchangeAddresses: [IPAddress: DomainName] = [:]
    for exchange in (exchanges ?? []).prefix(mostExchanges) {
      for address in await resolver.addresses(of: exchange) ?? [] { exchangeAddresses[address] = exchange }
    }
    let ownAddresses = await own
    return DomainFacts(
      name: name, organisation: organisation, addresses: (ownAddresses ?? []) + (await www),
      exchanges: exchanges, exchangeAddresses: exchangeAddresses, nameServers: Set(await servers ?? []),
      mailbox: await authority,
      isSilent: ownAddresses == nil && exchanges == nil)
  }

  /// The mailbox of the zone that begins at `name`, or else of that at its organisational domain.
  private static func authority(
    of name: DomainName, _ organisation: DomainName, _ resolver: some Resolver
  ) async -> DomainName? {
    for zone in name == organisation ? [name] : [name, organisation] {
      let names = await resolver.names(.soa, of: zone) ?? []
      if names.count == 2, names[1] != .root { return names[1] }
    }
    return nil
  }

  private static func siteAddresses(of name: DomainName, _ resolver: some Resolver) async -> [IPAddress] {
    let labels: [[UInt8]] = [Array("www".utf8)] + name.labels.map { Array($0) }
    guard let www = DomainName(labels: labels) else { return [] }
    return await resolver.addresses(of: www) ?? []
  }
}
