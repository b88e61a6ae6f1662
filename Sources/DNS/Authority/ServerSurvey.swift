public import SPF

/// Asks every authoritative server of a domain, all at once and for a bounded time.
public struct ServerSurvey: Sendable {
  /// What came of it.
  public struct Outcome: Sendable {
    /// The zone in which the domain lies; nil if it was not found.
    public var zone: DomainName?
    /// What each server answers; nil if none was found.
    public var answers: [ServerAnswer]?
    /// What a person should know about it, in sentences.
    public var notes: [String] = []
  }

  private let domain: DomainName
  private let servers: [ServerAddress]
  private let resolver: any Resolver
  private let connector: any ServerConnector
  private let deadline: ContinuousClock.Instant

  /// A zone has hardly more; a hostile one can name thousands.
  private static let hostLimit = 16
  private static let addressLimit = 32
  private static let patience = Duration.seconds(8)

  /// A survey of `servers`, or, if there are none, of those that `resolver` finds in the NS records.
  public init(
    _ domain: DomainName, servers: [ServerAddress] = [], resolver: any Resolver,
    connector: any ServerConnector, deadline: ContinuousClock.Instant
  ) {
    self.domain = domain
    self.servers = servers
    self.resolver = resolver
    self.connector = connector
    self.deadline = deadline
  }

  /// The zone in which `domain` lies, and its servers; nil if no name above it has NS records.
  public static func zone(
    of domain: DomainName, resolver: some Resolver
  ) async -> (apex: DomainName, hosts: Set<DomainName>)? {
    var current: DomainName? = domain
    while let name = current, name.labelCount >= 2 || name == domain {
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
    let finder = servers.first.flatMap { connector.resolver(for: $0) } ?? resolver
    let zone = await Self.zone(of: domain, resolver: finder)
    outcome.zone = zone?.apex
    var places: [Place] = servers.prefix(Self.addressLimit).map { Place(host: nil, server: $0) }
    if places.isEmpty {
      guard let zone else {
        outcome.notes.append(
          "The authoritative servers of \(domain) could not be found, and were not asked.")
        return outcome
      }
      places = await self.places(of: zone.hosts, &outcome.notes)
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
    outcome.answers = reachable(answers, &outcome.notes)
    return outcome
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
    let end = min(deadline, ContinuousClock.now.advanced(by: Self.patience))
    async let texts = server.answer(to: DNSQuestion(domain, .txt), until: end)
    async let start = server.answer(to: DNSQuestion(zone, .soa), until: end)
    return await ServerAnswer(host: place.host, server: place.server, texts: texts, zone: start)
  }
}
