internal import SPF

/// Asks every authoritative server of a domain, all at once and for a bounded time.
struct ServerSurvey {
  /// What came of it.
  struct Outcome: Sendable {
    let answers: [ServerAnswer]
    let nameServers: NameServerSets?
  }

  /// A zone, the servers that answer for it, and those that the zone above names; nil if that does not say.
  private struct Zone {
    let apex: DomainName
    let hosts: Set<DomainName>
    let delegated: Set<DomainName>?
  }

  private let domain: DomainName
  private let resolver: any Resolver
  private let connector: any ServerConnector
  private let deadline: ContinuousClock.Instant

  /// A zone has hardly more; a hostile one can name thousands.
  private static let hostLimit = 16
  private static let addressLimit = 32
  /// Of the servers of the zone above one answer is enough.
  private static let parentLimit = 4
  /// How long one server is waited for.
  private let patience: Duration

  init(
    _ domain: DomainName, resolver: any Resolver, connector: any ServerConnector,
    deadline: ContinuousClock.Instant, patience: Duration
  ) {
    self.patience = patience
    self.domain = domain
    self.resolver = resolver
    self.connector = connector
    self.deadline = deadline
  }

  /// What came of it, and what a person should know about it.
  func run() async -> (outcome: Outcome?, notes: [String]) {
    guard let zone = await zone() else {
      return (nil, ["The authoritative servers of \(domain) could not be found, and were not asked."])
    }
    var notes: [String] = []
    // Those to which receivers are sent, and those that the zone names besides.
    let all = zone.hosts.union(zone.delegated ?? [])
    let hosts = all.sorted().prefix(Self.hostLimit)
    if all.count > hosts.count {
      notes.append("\(domain) has \(all.count) name servers; \(hosts.count) of them were asked.")
    }
    let addresses = await addresses(of: Array(hosts))
    for host in hosts where !addresses.contains(where: { $0.host == host }) {
      notes.append("No address was found for the name server \(host).")
    }
    guard !addresses.isEmpty else { return (nil, notes) }
    let answers = await withTaskGroup(of: ServerAnswer?.self) { group in
      for entry in addresses {
        group.addTask { await ask(entry.host, entry.address, zone: zone.apex) }
      }
      var out: [ServerAnswer] = []
      for await answer in group { if let answer { out.append(answer) } }
      return out.sorted { ($0.host, $0.address) < ($1.host, $1.address) }
    }
    if answers.count < addresses.count {
      notes.append(
        "\(addresses.count - answers.count) name servers were not asked: no thread or file was left.")
    }
    let reached = reachable(answers, &notes)
    let own = reached.filter { $0.nameServers.details.isAuthoritative }.lazy.compactMap { answer in
      if case .names(let names) = answer.nameServers.records { Set(names) } else { nil }
    }.first
    return (
      Outcome(
        answers: reached,
        nameServers: zone.delegated.map { NameServerSets(zone: own ?? zone.hosts, world: $0) }), notes
    )
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
    let six = answers.filter { $0.address.family == .ipv6 }
    guard !six.isEmpty, six.allSatisfy(isSilent), answers.contains(where: { !isSilent($0) }) else {
      return answers
    }
    notes.append(
      "No name server was reached over IPv6, probably because this host has none; \(six.count) left out.")
    return answers.filter { $0.address.family == .ipv4 }
  }

  /// The zone in which the domain lies, and its servers.
  private func zone() async -> Zone? {
    guard let (apex, hosts) = await servers(of: domain, labels: 2) else { return nil }
    return Zone(apex: apex, hosts: hosts, delegated: await delegated(apex))
  }

  /// The closest name at or above `start`, with no fewer than so many labels, that has name servers, and those.
  private func servers(of start: DomainName, labels: Int) async -> (apex: DomainName, hosts: Set<DomainName>)?
  {
    var current: DomainName? = start
    while let name = current, name.labelCount >= labels || name == domain {
      if case .names(let hosts) = await resolver.answer(to: DNSQuestion(name, .ns)).records {
        return (name, Set(hosts))
      }
      current = name.parent
    }
    return nil
  }

  /// The servers to which the zone above refers for `apex`; nil if it does not say.
  private func delegated(_ apex: DomainName) async -> Set<DomainName>? {
    guard let above = apex.parent, above != .root, let parent = await servers(of: above, labels: 1) else {
      return nil
    }
    for entry in await addresses(of: Array(parent.hosts.sorted().prefix(2))).prefix(Self.parentLimit) {
      guard let server = connector.resolver(for: entry.address) else { return nil }
      let end = min(deadline, ContinuousClock.now.advanced(by: patience / 4))
      let answer = await QuestionBook.ask(server, DNSQuestion(apex, .ns), until: end)
      if !answer.details.referral.isEmpty { return Set(answer.details.referral) }
    }
    return nil
  }

  private func addresses(of hosts: [DomainName]) async -> [(host: DomainName, address: IPAddress)] {
    let found = await withTaskGroup(of: (DomainName, [IPAddress]).self) { group in
      for host in hosts {
        for type in [DNSRecordType.a, .aaaa] {
          group.addTask {
            guard case .addresses(let list) = await resolver.answer(to: DNSQuestion(host, type)).records
            else {
              return (host, [])
            }
            return (host, Array(list.prefix(4)))
          }
        }
      }
      var out: [(host: DomainName, address: IPAddress)] = []
      for await (host, list) in group { out += list.map { (host, $0) } }
      return out
    }
    return Array(found.sorted { ($0.host, $0.address) < ($1.host, $1.address) }.prefix(Self.addressLimit))
  }

  private func ask(_ host: DomainName, _ address: IPAddress, zone: DomainName) async -> ServerAnswer? {
    guard let server = connector.resolver(for: address) else { return nil }
    let end = min(deadline, ContinuousClock.now.advanced(by: patience))
    async let texts = QuestionBook.ask(server, DNSQuestion(domain, .txt), until: end)
    async let exchanges = QuestionBook.ask(server, DNSQuestion(domain, .mx), until: end)
    async let start = QuestionBook.ask(server, DNSQuestion(zone, .soa), until: end)
    async let servers = QuestionBook.ask(server, DNSQuestion(zone, .ns), until: end)
    return await ServerAnswer(
      host: host, address: address, apex: zone, texts: texts, exchanges: exchanges, zone: start,
      nameServers: servers)
  }
}
