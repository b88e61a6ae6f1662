internal import DNS
internal import MailLog
internal import PublicSuffix
internal import Reporting
internal import SPF

/// Everything that DNS was asked for a set of incidents.
struct Investigation: Sendable {
  /// The incidents, those with most messages first.
  let incidents: [Incident]
  let crowd: Crowd
  private(set) var receiver: ReceiverFacts
  private(set) var clients: [IPAddress: ClientFacts] = [:]
  private(set) var domains: [DomainName: DomainFacts] = [:]
  /// The name servers of the organisations of mail exchanges.
  private(set) var nameServers: [DomainName: Set<DomainName>] = [:]
  private(set) var surveys: [DomainName: RecordSurvey] = [:]
  private(set) var helos: [String: HeloFacts] = [:]
  private(set) var facts: [IncidentKey: IncidentFacts] = [:]
  /// The incidents of one domain from the hosts of one organisation, together; only where there are several.
  private(set) var pools: [Pool: Incident] = [:]
  /// What did not pass from the hosts of each owner.
  private(set) var households: [DomainName: Household] = [:]
  /// For each client the organisations with HELO names of theirs, whose addresses would pass.
  private(set) var ownHelos: [IPAddress: Set<DomainName>] = [:]
  /// Whether time was over before all was asked.
  private(set) var isCut = false
  /// The number of questions asked.
  private(set) var questions = 0

  /// A domain and the owner of hosts that sent for it.
  struct Pool: Hashable, Sendable {
    let domain: DomainName
    let owner: DomainName
  }

  /// So many things are looked into at a time.
  private static let width = 32
  /// So many HELO names of an incident are looked up.
  private static let mostHelos = 3

  /// Asks `desk` for everything that is of use for `incidents`.
  static func make(
    _ incidents: [Incident], crowd: Crowd, survey: LogSurvey, receiver: Receiver,
    desk: QuestionDesk<some Clock<Duration>>,
    limits: Limits, past: (any PastObservations)?
  ) async -> Investigation {
    let clients = await gather(Set(incidents.map(\.key.client)), width: width) {
      await ClientFacts.gather($0, resolver: desk)
    }
    let names = clients.mapValues(\.confirmed)
    var investigation = Investigation(
      incidents: incidents, crowd: crowd,
      receiver: await ReceiverFacts.gather(
        receiver, survey: survey, crowd: crowd, names: names, resolver: desk))
    investigation.clients = clients
    investigation.pools = pools(of: incidents, clients)
    investigation.households = Dictionary(grouping: clients.values) { $0.owner }.reduce(into: [:]) {
      all, group in
      if let owner = group.key { all[owner] = Household(group.value.map(\.address), crowd: crowd) }
    }
    let helos = Set(incidents.flatMap { $0.helos.byFrequency.prefix(mostHelos) })
    investigation.helos = await gather(helos, width: width) { await HeloFacts.gather($0, resolver: desk) }
    investigation.domains = await gather(investigation.names(), width: width) {
      await DomainFacts.gather($0, resolver: desk)
    }
    let operators = Set(
      investigation.domains.values.flatMap { $0.exchanges ?? [] }.map { PublicSuffixes.organisation(of: $0) })
    investigation.nameServers = await gather(operators, width: width) {
      Set(await desk.names(.ns, of: $0) ?? [])
    }
    investigation.surveys = await gather(Set(incidents.map(\.key.domain)), width: width) {
      await RecordSurvey.survey($0, resolver: desk)
    }
    let subjects = incidents.map { investigation.subject($0) }
    let gatherer = IncidentGatherer(desk: desk, limits: limits, past: past)
    let found = await gather(Set(subjects.indices), width: width) { index in
      await gatherer.facts(of: subjects[index])
    }
    for (index, facts) in found {
      investigation.facts[incidents[index].key] = facts
      let subject = subjects[index]
      if facts.passingHeloAddress != nil, subject.isHeloOfSendersHost {
        investigation.ownHelos[subject.address, default: []].insert(subject.organisation)
      }
    }
    investigation.isCut = desk.isOver
    investigation.questions = desk.asked
    return investigation
  }

  private static func pools(of incidents: [Incident], _ clients: [IPAddress: ClientFacts]) -> [Pool: Incident]
  {
    var groups: [Pool: [Incident]] = [:]
    for incident in incidents {
      guard let owner = clients[incident.key.client]?.owner else { continue }
      groups[Pool(domain: incident.key.domain, owner: owner), default: []].append(incident)
    }
    return groups.compactMapValues { group in
      group.count > 1 ? group.dropFirst().reduce(group[0]) { $0.merged(with: $1) } : nil
    }
  }

  /// The domains that are looked up: those checked and those of senders, their organisations, and the domains of
  /// the names of clients.
  private func names() -> Set<DomainName> {
    var names: Set<DomainName> = []
    for incident in incidents {
      for domain in [incident.key.domain] + incident.senderDomains.prefix(3) {
        names.insert(domain)
        names.insert(PublicSuffixes.organisation(of: domain))
      }
      for helo in incident.helos.byFrequency.prefix(Self.mostHelos) {
        if let name = HeloName(helo).domain { names.formUnion(Self.domains(above: name)) }
      }
    }
    for client in clients.values {
      for name in client.confirmed.prefix(2) { names.formUnion(Self.domains(above: name)) }
    }
    return names
  }

  /// `name` and its parents up to its organisational domain; no more than four of them.
  static func domains(above name: DomainName) -> [DomainName] {
    let organisation = PublicSuffixes.organisation(of: name)
    var list: [DomainName] = []
    var current: DomainName? = name
    while let domain = current, domain != organisation, list.count < 3 {
      list.append(domain)
      current = domain.parent
    }
    return list + [organisation]
  }

  /// What is known for judging `incident`.
  func subject(_ incident: Incident) -> Subject {
    let key = incident.key
    let senders = incident.senderDomains
    let owner = clients[key.client]?.owner
    let pool = owner.flatMap { pools[Pool(domain: key.domain, owner: $0)] }
    return Subject(
      incident: incident, pool: pool ?? incident,
      household: owner.flatMap { households[$0] } ?? Household([key.client], crowd: crowd),
      client: clients[key.client],
      helos: incident.helos.byFrequency.compactMap { helos[$0] }, domain: domains[key.domain],
      organisation: PublicSuffixes.organisation(of: key.domain),
      senderOrganisations: Set(senders.map { PublicSuffixes.organisation(of: $0) }),
      survey: surveys[key.domain], facts: facts[key] ?? IncidentFacts(), domains: domains,
      nameServers: nameServers, clients: clients, ownHelos: ownHelos[key.client] ?? [], receiver: receiver,
      crowd: crowd)
  }

  private static func gather<Key: Hashable & Sendable, Value: Sendable>(
    _ keys: Set<Key>, width: Int, _ body: @escaping @Sendable (Key) async -> Value
  ) async -> [Key: Value] {
    let keys = Array(keys)
    let values = await Gathering.values(of: keys, width: width, body)
    return Dictionary(uniqueKeysWithValues: zip(keys, values))
  }
}
