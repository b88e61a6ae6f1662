internal import SPF

/// Asks every authoritative server of a domain, all at once and for a bounded time.
struct ServerSurvey {
  private let domain: DomainName
  private let resolver: any Resolver
  private let connector: any ServerConnector
  private let deadline: ContinuousClock.Instant

  /// A zone has hardly more; a hostile one can name thousands.
  private static let hostLimit = 16
  private static let addressLimit = 32
  private static let patience = Duration.seconds(8)

  init(
    _ domain: DomainName, resolver: any Resolver, connector: any ServerConnector,
    deadline: ContinuousClock.Instant
  ) {
    self.domain = domain
    self.resolver = resolver
    self.connector = connector
    self.deadline = deadline
  }

  /// What came of it, and what a person should know about it.
  func run() async -> (answers: [ServerAnswer]?, notes: [String]) {
    guard let zone = await zone() else {
      return (nil, ["The authoritative servers of \(domain) could not be found, and were not asked."])
    }
    var notes: [String] = []
    let hosts = zone.hosts.sorted().prefix(Self.hostLimit)
    if zone.hosts.count > hosts.count {
      notes.append("\(domain) has \(zone.hosts.count) name servers; \(hosts.count) of them were asked.")
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
    return reachable(answers, &notes)
  }

  /// A host without IPv6 can say nothing about servers with it.
  private func reachable(
    _ answers: [ServerAnswer], _ notes: inout [String]
  ) -> (answers: [ServerAnswer]?, notes: [String]) {
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
      return (answers, notes)
    }
    notes.append(
      "No name server was reached over IPv6, probably because this host has none; \(six.count) left out.")
    return (answers.filter { $0.address.family == .ipv4 }, notes)
  }

  /// The zone in which the domain lies, and its servers.
  private func zone() async -> (apex: DomainName, hosts: Set<DomainName>)? {
    var current: DomainName? = domain
    while let name = current, name.labelCount >= 2 || name == domain {
      if case .names(let hosts) = await resolver.answer(to: DNSQuestion(name, .ns)).records {
        return (name, Set(hosts))
      }
      current = name.parent
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
    let end = min(deadline, ContinuousClock.now.advanced(by: Self.patience))
    async let texts = QuestionBook.ask(server, DNSQuestion(domain, .txt), until: end)
    async let start = QuestionBook.ask(server, DNSQuestion(zone, .soa), until: end)
    return await ServerAnswer(host: host, address: address, texts: texts, zone: start)
  }
}
