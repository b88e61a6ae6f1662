internal import MailLog
internal import PublicSuffix
internal import SPF

/// The receiver, with what its log and DNS add.
struct ReceiverFacts: Sendable {
  /// What was told, or inferred where nothing was.
  var receiver: Receiver
  /// Whether the domains were inferred from the log.
  var isInferred: Bool
  /// The organisational domains of its domains.
  let organisations: Set<DomainName>
  /// The names of its hosts, as its log gives them, in lower case.
  let hosts: Set<String>
  /// What DNS says of its domains.
  let facts: [DomainFacts]
  /// Its own addresses, and those of its mail exchanges under names of its own.
  let ownAddresses: Set<IPAddress>
  /// Clients through which nearly everything arrives.
  let gateways: Set<IPAddress>
  /// Clients from which users have logged in.
  let clientsOfUsers: Set<IPAddress>
  /// Connections of clients, or outcomes where the log shows no connections.
  let arrivals: Int

  /// A domain that gets this part of the mail is the receiver's own, where nothing else is told.
  private static let ownShare = 0.2
  /// So much of everything must come through clients of one network or organisation to make them a gateway.
  private static let gatewayShare = 0.8
  /// A gateway carries the mail of so many senders.
  private static let fewestSenders = 3
  /// Below so many arrivals from outside nothing can be said.
  private static let fewestArrivals = 3

  /// Whether `domain` is the receiver's own.
  func owns(_ domain: DomainName) -> Bool {
    receiver.domains.contains { domain.isEqualToOrSubdomain(of: $0) }
      || organisations.contains(PublicSuffixes.organisation(of: domain))
  }

  /// The receiver's own address in whose block, such as is given to one customer, `address` is.
  func neighbour(of address: IPAddress) -> IPAddress? {
    Self.neighbour(of: address, among: ownAddresses)
  }

  private static func neighbour(of address: IPAddress, among own: Set<IPAddress>) -> IPAddress? {
    let block = address.family == .ipv4 ? NeighbourEvidence.blockIPv4 : NeighbourEvidence.blockIPv6
    return own.filter { other in
      other != address && AddressKind(other) == .global && (other.sharedBits(with: address) ?? 0) >= block
    }.min()
  }

  /// The domains most mail is for.
  static func inferredDomains(_ survey: LogSurvey) -> [DomainName] {
    let total = survey.recipientDomains.values.reduce(0, +)
    return survey.recipientDomains
      .filter { $0.value >= 2 && Double($0.value) >= ownShare * Double(total) }
      .sorted { $0.value > $1.value }.compactMap { DomainName($0.key) }
  }

  /// Gathers all of it. `names` are the confirmed names of clients.
  static func gather(
    _ receiver: Receiver, survey: LogSurvey, crowd: Crowd, names: [IPAddress: [DomainName]],
    resolver: some Resolver
  ) async -> ReceiverFacts {
    var receiver = receiver
    let isInferred = receiver.domains.isEmpty
    if isInferred { receiver.domains = inferredDomains(survey) }
    var facts: [DomainFacts] = []
    for domain in receiver.domains.prefix(32) {
      facts.append(await DomainFacts.gather(domain, resolver: resolver))
    }
    let organisations = Set(receiver.domains.map { PublicSuffixes.organisation(of: $0) })
    let exchanges = facts.flatMap(\.exchangeAddresses)
    let own = exchanges.filter { address, exchange in
      receiver.owns(address) || organisations.contains(PublicSuffixes.organisation(of: exchange))
    }
    let ownAddresses = receiver.addresses.union(own.map(\.key))
    let (gateways, arrivals) = gateways(
      survey, crowd, names, receiver, isReachedDirectly: !own.isEmpty, ownAddresses: ownAddresses)
    return ReceiverFacts(
      receiver: receiver, isInferred: isInferred,
      organisations: organisations,
      hosts: Set(survey.hosts.keys.map { $0.lowercased() }), facts: facts,
      ownAddresses: ownAddresses, gateways: gateways,
      clientsOfUsers: Set(survey.clients.filter { $0.value.authenticated > 0 }.keys), arrivals: arrivals)
  }

  /// The clients of one organisation or network through which nearly everything arrives, for several senders.
  ///
  /// Where the mail exchange is the receiver's own host, mail comes there directly, so a stranger's host is no gateway,
  /// however short the log; elsewhere it is one with a name of its own, and hosts without, for which nothing
  /// passes, do not count: bots go around the mail exchange. A relay with mail for a single recipient is his forwarder.
  private static func gateways(
    _ survey: LogSurvey, _ crowd: Crowd, _ names: [IPAddress: [DomainName]], _ receiver: Receiver,
    isReachedDirectly: Bool, ownAddresses: Set<IPAddress>
  ) -> (Set<IPAddress>, Int) {
    var arrivals: [IPAddress: Int] = [:]
    for (client, tally) in survey.clients where tally.connections > 0 { arrivals[client] = tally.connections }
    for (client, count) in crowd.checksOfClient where arrivals[client] == nil { arrivals[client] = count }
    let total = arrivals.values.reduce(0, +) + survey.overflow
    guard total >= fewestArrivals else { return ([], total) }
    func isInside(_ client: IPAddress) -> Bool {
      AddressKind(client) != .global || receiver.owns(client)
        || neighbour(of: client, among: ownAddresses) != nil
    }
    func isStranger(_ client: IPAddress) -> Bool {
      let own = names[client] ?? []
      return !isInside(client) && crowd.passedDomainsOfClient[client] == nil
        && (own.isEmpty || own.contains { NamePatterns.isDynamic($0) })
    }
    var groups: [String: Set<IPAddress>] = [:]
    for client in arrivals.keys where !isStranger(client) {
      let organisation = names[client]?.first.map { PublicSuffixes.organisation(of: $0).description }
      let network = client.masked(to: client.family == .ipv4 ? 24 : 48).description
      groups[organisation ?? network, default: []].insert(client)
    }
    let strangers = arrivals.filter { isStranger($0.key) }.values.reduce(0, +)
    for clients in groups.values {
      let isOwn = clients.allSatisfy { isInside($0) }
      guard isOwn || !isReachedDirectly else { continue }
      let share =
        Double(clients.reduce(0) { $0 + (arrivals[$1] ?? 0) }) / Double(isOwn ? total : total - strangers)
      let senders = clients.reduce(into: Set<DomainName>()) { $0.formUnion(crowd.organisations(of: $1)) }
      guard share >= gatewayShare, senders.count >= fewestSenders else { continue }
      let isRelay = clients.allSatisfy { client in
        let own = (names[client] ?? []).map(\.description)
        return AddressKind(client) == .global && !own.isEmpty
          && (crowd.helosOfClient[client] ?? []).allSatisfy { own.contains($0) }
      }
      let recipients = clients.reduce(into: Set<String>()) {
        $0.formUnion(crowd.recipientsOfClient[$1] ?? [])
      }
      if isRelay, recipients.count == 1 { continue }
      return (clients, total)
    }
    return ([], total)
  }
}
