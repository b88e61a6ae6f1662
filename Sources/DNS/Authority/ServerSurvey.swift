public import SPF

/// Asks every authoritative server of a domain, all at once and for a bounded time.
public struct ServerSurvey: Sendable {
  /// What came of it.
  public struct Outcome: Sendable {
    /// The zone in which the domain lies; nil if it was not found.
    public var zone: DomainName?
    /// The servers that the zone names, and those that the zone above names; nil if that was not asked, or does not say.
    public var nameServers: NameServerSets?
    /// What each server answers; nil if none was found.
    public var answers: [ServerAnswer]?
    /// What a person should know about it, in sentences.
    public var notes: [String] = []
  }

  private let domain: DomainName
  private let servers: [ServerAddress]
  private let resolver: DeadlineResolver
  private let connector: any ServerConnector
  private let deadline: ContinuousClock.Instant
  private let patience: Duration
  private let isThorough: Bool

  /// A zone has hardly more; a hostile one can name thousands.
  private static let hostLimit = 16
  private static let addressLimit = 32
  /// Of the servers of the zone above one answer is enough.
  private static let parentLimit = 4

  /// A survey of `servers`, or, if there are none, of those that `resolver` finds in the NS records. No server is
  /// waited for longer than `patience`. A thorough one asks for MX and NS records, too, and the zone above for its
  /// delegation; the servers that it names are asked as well.
  public init(
    _ domain: DomainName, servers: [ServerAddress] = [], resolver: any Resolver,
    connector: any ServerConnector, deadline: ContinuousClock.Instant, patience: Duration = .seconds(8),
    isThorough: Bool = false
  ) {
    self.patience = patience
    self.isThorough = isThorough
    self.domain = domain
    self.servers = servers
    self.resolver = DeadlineResolver(resolver, until: deadline)
    self.connector = connector
    self.deadline = deadline
  }

  /// The zone in which `domain` lies, and its servers; nil if no name above it has NS records.
  public static func zone(
    of domain: DomainName, resolver: some Resolver
  ) async -> (apex: DomainName, hosts: Set<DomainName>)? {
    await zone(of: domain, labels: 2, resolver: resolver)
  }

  private static func zone(
    of domain: DomainName, labels: Int, resolver: some Resolver
  ) async -> (apex: DomainName, hosts: Set<DomainName>)? {
    var current: DomainName? = domain
    while let name = current, name.labelCount >= labels || name == domain {
      if case .names(let hosts) = await resolver.answer(to: DNSQuestion(name, .ns)).records {
        return (name, Set(hosts))
      }
      current = name.parent
    }
    return nil
  }

  /// Asks.
  public func run() async -> Outcome {
    var outcome = Outcome()
    let finder =
      servers.first.flatMap { connector.resolver(for: $0) }.map { DeadlineResolver($0, until: deadline) }
      ?? resolver
    let zone = await Self.zone(of: domain, resolver: finder)
    outcome.zone = zone?.apex
    var delegated: Set<DomainName>?
    if isThorough, let apex = zone?.apex { delegated = await self.delegated(apex) }
    var places: [Place] = servers.prefix(Self.addressLimit).map { Place(host: nil, server: $0) }
    if places.isEmpty {
      guard let zone else {
        outcome.notes.append(
          "The authoritative servers of \(domain) could not be found, and were not asked.")
        return outcome
      }
      // Those to which receivers are sent, and those that the zone names besides.
      places = await self.places(of: zone.hosts.union(delegated ?? []), &outcome.notes)
    }
    guard !places.isEmpty else { return outcome }
    let answers = await withTaskGroup(of: (Int, ServerAnswer?).self) { group in
      for (index, place) in places.enumerated() {
        group.addTask { (index, await ask(place, zone: zone?.apex ?? domain)) }
      }
      var out: [(Int, ServerAnswer)] = []
      for await (index, answer) in group { if let answer { out.append((index, answer)) } }
      return out.sorted { $0.0 < $1.0 }.map(\.1)
    }
    if answers.count < places.count {
      outcome.notes.append(
        "\(places.count - answers.count) name servers were not asked: no thread or file was left.")
    }
    let reached = reachable(answers, &outcome.notes)
    outcome.answers = reached
    if let delegated, let hosts = zone?.hosts {
      outcome.nameServers = NameServerSets(
        zone: reached.lazy.compactMap(\.ownNameServers).first ?? hosts, world: delegated)
    }
    return outcome
  }

  /// The servers to which the zone above refers for `apex`; nil if it does not say.
  private func delegated(_ apex: DomainName) async -> Set<DomainName>? {
    guard let above = apex.parent, above != .root,
      let parent = await Self.zone(of: above, labels: 1, resolver: resolver)
    else { return nil }
    var notes: [String] = []
    for place in await places(of: Set(parent.hosts.sorted().prefix(2)), &notes).prefix(Self.parentLimit) {
      guard let server = connector.resolver(for: place.server) else { return nil }
      let end = min(deadline, ContinuousClock.now.advanced(by: patience / 4))
      let answer = await server.answer(to: DNSQuestion(apex, .ns), until: end)
      if !answer.details.referral.isEmpty { return Set(answer.details.referral) }
    }
    return nil
  }

  private struct Place: Sendable {
    let host: DomainName?
    let server: ServerAddress
  }

  /// A host without IPv6 can say nothing about servers with it.
  private func reachable(_ answers: [ServerAnswer], _ notes: inout [String]) -> [ServerAnswer] {
    func isSilent(_ answer: ServerAnswer) -> Bool {
      if case .failure(let failure) = answer.texts.status {
        switch failure {
        case .timeout, .unreachable: return true
        default: return false
        }
      }
      return false
    }
    let six = answers.filter { $0.server.address.family == .ipv6 }
    guard !six.isEmpty, six.allSatisfy(isSilent), answers.contains(where: { !isSilent($0) }) else {
      return answers
    }
    notes.append(
      "No name server was reached over IPv6, probably because this host has none; \(six.count) left out.")
    return answers.filter { $0.server.address.family == .ipv4 }
  }

  /// The addresses of name servers, sorted.
  private func places(of names: Set<DomainName>, _ notes: inout [String]) async -> [Place] {
    let hosts = names.sorted().prefix(Self.hostLimit)
    if names.count > hosts.count {
      notes.append("\(domain) has \(names.count) name servers; \(hosts.count) of them were asked.")
    }
    let found = await withTaskGroup(of: (DomainName, [IPAddress]).self) { group in
      for host in hosts {
        for type in [DNSRecordType.a, .aaaa] {
          group.addTask {
            guard case .addresses(let list) = await resolver.answer(to: DNSQuestion(host, type)).records
            else { return (host, []) }
            return (host, Array(list.prefix(4)))
          }
        }
      }
      var out: [(host: DomainName, address: IPAddress)] = []
      for await (host, list) in group { out += list.map { (host, $0) } }
      return out.sorted { ($0.host, $0.address) < ($1.host, $1.address) }
    }
    for host in hosts where !found.contains(where: { $0.host == host }) {
      notes.append("No address was found for the name server \(host).")
    }
    return found.prefix(Self.addressLimit).map { Place(host: $0.host, server: ServerAddress($0.address)) }
  }

  private func ask(_ place: Place, zone: DomainName) async -> ServerAnswer? {
    guard let server = connector.resolver(for: place.server) else { return nil }
    let end = min(deadline, ContinuousClock.now.advanced(by: patience))
    async let texts = server.answer(to: DNSQuestion(domain, .txt), until: end)
    async let start = server.answer(to: DNSQuestion(zone, .soa), until: end)
    async let exchanges = isThorough ? server.answer(to: DNSQuestion(domain, .mx), until: end) : nil
    async let names = isThorough ? server.answer(to: DNSQuestion(zone, .ns), until: end) : nil
    return await ServerAnswer(
      host: place.host, server: place.server, texts: texts, zone: start, apex: zone, exchanges: exchanges,
      nameServers: names)
  }
}

extension ServerAnswer {
  /// The servers of the zone as it says itself; nil if it does not answer for it.
  fileprivate var ownNameServers: Set<DomainName>? {
    guard let nameServers, nameServers.details.isAuthoritative, case .names(let list) = nameServers.records
    else { return nil }
    return Set(list)
  }
}
