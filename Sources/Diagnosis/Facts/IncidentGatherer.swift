internal import DNS
internal import PublicSuffix
internal import Reporting
internal import SPF

/// Asks what DNS says of single incidents.
struct IncidentGatherer<C: Clock<Duration>>: Sendable {
  let desk: QuestionDesk<C>
  let limits: Limits
  let past: (any PastObservations)?
  /// Neighbours no further than this are of interest: leading bits shared.
  private static var nearIPv4: Int { 24 }
  private static var nearIPv6: Int { 48 }
  /// So many neighbours are asked for their names.
  private static var mostNeighbours: Int { 4 }

  /// The facts of `subject`.
  func facts(of subject: Subject) async -> IncidentFacts {
    var facts = IncidentFacts()
    facts.past = await past?.past(of: subject.name, client: subject.address)
    let incident = subject.incident
    let client = subject.address
    let helo = incident.helos.byFrequency.first ?? ""
    let sender = incident.senders.byFrequency.first { !$0.isEmpty }
    if incident.scope == .helo {
      facts.outcome = await check(.helo(subject.name.description), client)
      if let sender { facts.mailFromOutcome = await check(.mailFrom(sender, helo: helo), client) }
    } else {
      let path = sender ?? "postmaster@\(subject.name)"
      facts.outcome = await check(.mailFrom(path, helo: helo), client)
      if HeloName(helo).domain != nil { facts.heloOutcome = await check(.helo(helo), client) }
    }
    facts.termBehindAll = await termBehindAll(subject, helo: helo)
    guard subject.client?.kind == .global else {
      facts.passingHeloAddress = await passingHeloAddress(subject, helo: helo)
      return facts
    }
    for twin in (subject.client?.twins ?? []).prefix(2) where facts.passingTwin == nil {
      if await check(.mailFrom("postmaster@\(subject.name)", helo: helo), twin)?.result == .pass {
        facts.passingTwin = twin
      }
    }
    facts.passingHeloAddress = await passingHeloAddress(subject, helo: helo)
    if let own = subject.trustedOrganisations.first(where: { $0 != subject.organisation }) {
      facts.ownOutcome = await check(.mailFrom("postmaster@\(own)", helo: helo), client)
    }
    facts.customersRecord = await customersRecord(of: subject, helo: helo)
    receiving(subject, &facts)
    facts.neighbours = await neighbours(of: subject)
    facts.namedNeighbour = await namedNeighbour(of: subject)
    // The line of a mail exchange of the sender's own tells who its access provider is.
    let exchanges = subject.senderFacts.flatMap(\.exchangeAddresses).filter {
      PublicSuffixes.organisation(of: $0.value) == subject.organisation
    }
    let places = (subject.domain?.addresses ?? []).prefix(2) + exchanges.map(\.key).sorted().prefix(2)
    for address in places where address != client {
      for name in await desk.names(.ptr, of: address.reverseName) ?? [] {
        facts.siteOrganisations.insert(PublicSuffixes.organisation(of: name))
      }
    }
    return facts
  }

  private func check(_ identity: Identity, _ client: IPAddress) async -> CheckOutcome? {
    guard !desk.isOver else { return nil }
    let request = CheckRequest(identity, client: client, isTraced: true)
    let outcome = await Evaluator(limits: limits).check(request, resolver: desk)
    // An outcome that came of the end of our own time says nothing about the domain.
    return desk.isOver && outcome.result == .temperror ? nil : outcome
  }

  private func passingHeloAddress(_ subject: Subject, helo: String) async -> IPAddress? {
    guard let addresses = subject.helos.first?.addresses, !addresses.contains(subject.address) else {
      return nil
    }
    for address in addresses.prefix(2) {
      let identity = Identity.mailFrom("postmaster@\(subject.name)", helo: helo)
      if await check(identity, address)?.result == .pass { return address }
    }
    return nil
  }

  /// The record for customers is under one of the names in general use, or it is the one by which another domain passes
  /// from the client.
  private func customersRecord(of subject: Subject, helo: String) async -> DomainName? {
    for provider in subject.providerOrganisations.sorted().prefix(2) {
      for prefix in ["_spf", "spf"] {
        guard let name = DomainName("\(prefix).\(provider)") else { continue }
        if await check(.mailFrom("postmaster@\(name)", helo: helo), subject.address)?.result == .pass {
          return name
        }
      }
      for domain in (subject.crowd.passedDomainsOfClient[subject.address] ?? []).sorted().prefix(3)
      where PublicSuffixes.organisation(of: domain) != provider {
        let outcome = await check(.mailFrom("postmaster@\(domain)", helo: helo), subject.address)
        if outcome?.result == .pass, let record = outcome?.origin?.domain,
          PublicSuffixes.organisation(of: record) == provider
        {
          return record
        }
      }
    }
    return nil
  }

  /// The record without its `all` and what is before it, evaluated for the client.
  private func termBehindAll(_ subject: Subject, helo: String) async -> String? {
    guard let record = subject.survey?.root.record,
      let index = record.terms.firstIndex(where: { $0.directive?.mechanism == .all })
    else { return nil }
    let behind = record.terms.indices.dropFirst(index + 1).filter { index in
      record.terms[index].directive.map { $0.mechanism != .all && $0.qualifier == .pass } ?? false
    }
    guard !behind.isEmpty else { return nil }
    let text = SPFRecord.text(ofTerms: behind.map { record.text(ofTerm: $0) })
    let overlay = RecordOverlay(base: desk, domain: subject.name, record: text)
    let request = CheckRequest(.mailFrom("postmaster@\(subject.name)", helo: helo), client: subject.address)
    let outcome = await Evaluator(limits: limits).check(request, resolver: overlay)
    return outcome.result == .pass ? outcome.origin?.text ?? text : nil
  }

  /// Which domains of the client's names it receives mail for, and whether none of them receives any.
  private func receiving(_ subject: Subject, _ facts: inout IncidentFacts) {
    var isComplete = !subject.trustedNames.isEmpty
    var hasExchange = false
    for name in subject.trustedNames {
      for domain in Investigation.domains(above: name) {
        guard let found = subject.domains[domain], let exchanges = found.exchanges else {
          isComplete = false
          continue
        }
        hasExchange = hasExchange || !exchanges.isEmpty
        let isIts = found.exchangeAddresses[subject.address] != nil || exchanges.contains(name)
        if isIts, !facts.receivesFor.contains(domain) { facts.receivesFor.append(domain) }
      }
    }
    if hasExchange { facts.receivesNothing = false } else if isComplete { facts.receivesNothing = true }
  }

  /// The addresses next to an IPv4 client's are asked for their names, unless its own name tells already.
  private func namedNeighbour(of subject: Subject) async -> (address: IPAddress, name: DomainName)? {
    let client = subject.address
    guard client.family == .ipv4, !subject.trustedOrganisations.contains(subject.organisation) else {
      return nil
    }
    let bits = UInt32(truncatingIfNeeded: client.low)
    for distance: Int64 in [1, -1, 2, -2] {
      guard let other = UInt32(exactly: Int64(bits) + distance) else { continue }
      let address = IPAddress(ipv4: other)
      for name in await desk.names(.ptr, of: address.reverseName) ?? []
      where PublicSuffixes.organisation(of: name) == subject.organisation {
        return (address, name)
      }
    }
    return nil
  }

  private func neighbours(of subject: Subject) async -> [IncidentFacts.Neighbour] {
    let client = subject.address
    let least = client.family == .ipv4 ? Self.nearIPv4 : Self.nearIPv6
    var found: [(address: IPAddress, role: String, bits: Int, isHost: Bool)] = []
    func consider(_ network: IPNetwork, _ role: String) {
      guard !network.contains(client), let bits = network.address.sharedBits(with: client) else { return }
      let shared = min(bits, network.prefixLength)
      guard shared >= least else { return }
      let isHost = network.prefixLength == client.family.bitWidth
      found.append((network.address, role, shared, isHost))
    }
    for domain in subject.senderFacts {
      for (address, exchange) in domain.exchangeAddresses {
        consider(IPNetwork(address), "the mail exchange \(exchange) of \(domain.name)")
      }
      for address in domain.addresses { consider(IPNetwork(address), "an address of \(domain.name)") }
    }
    for helo in subject.helos.prefix(1) {
      guard let name = helo.name.domain, PublicSuffixes.organisation(of: name) == subject.organisation else {
        continue
      }
      for address in helo.addresses ?? [] { consider(IPNetwork(address), "the address of \(name)") }
    }
    for item in subject.survey?.authorised ?? [] {
      consider(item.network.network, "authorised by \(Printable.text(item.term)) of \(item.domain)")
    }
    found.sort { ($0.bits, $0.isHost ? 1 : 0) > ($1.bits, $1.isHost ? 1 : 0) }
    var neighbours: [IncidentFacts.Neighbour] = []
    for item in found.prefix(Self.mostNeighbours) {
      let names = item.isHost ? await desk.names(.ptr, of: item.address.reverseName) ?? [] : []
      neighbours.append(
        .init(address: item.address, role: item.role, sharedBits: item.bits, names: names))
    }
    return neighbours
  }
}
