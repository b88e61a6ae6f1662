internal import PublicSuffix
internal import SPF

/// Who else sends, and for whom.
enum CrowdEvidence {
  private static let manyDomains = 3
  private static let severalDomains = 2
  private static let manyNetworks = 3
  private static let hour: Int64 = 3600

  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    let crowd = subject.crowd
    let refused = crowd.refusedOrganisations(of: subject.address)
    let strangers = subject.household.organisations.subtracting(subject.trustedOrganisations)
    if strangers.count >= severalDomains, subject.isNamedHost {
      found.append(
        Evidence(
          .hostOfManySenders,
          "The mail of \(strangers.count) organisations was stopped from this host, or others of its organisation."
        ))
    } else if refused.count >= manyDomains {
      found.append(
        Evidence(
          .manyDomainsFromClient, "Mail of \(refused.count) organisations was stopped from this client."))
    }
    found += clients(subject)
    found += sharedHost(subject)
    let domains = [subject.name] + (subject.incident.scope == .helo ? subject.incident.senderDomains : [])
    let providers = subject.trustedOrganisations
    for domain in domains {
      let passing = (crowd.passedClientsOfDomain[domain] ?? [:]).filter { $0.key != subject.address }
      guard let example = passing.keys.sorted().first else { continue }
      let helos = Set(subject.helos.map { $0.text.lowercased() })
      if let same = passing.first(where: {
        $0.key.family != subject.address.family && !$0.value.isDisjoint(with: helos)
      }) {
        found.append(Evidence(.sameHeloPasses, "The same HELO name passes from \(same.key)."))
      } else if let same = passing.first(where: { entry in
        entry.value.contains { helo in
          DomainName(helo).map { providers.contains(PublicSuffixes.organisation(of: $0)) } ?? false
        }
      }), !providers.contains(subject.organisation) || subject.isHeloOfProvider {
        found.append(
          Evidence(
            .providerPassesElsewhere, "\(domain) passes from \(same.key), another host of the same provider.")
        )
      } else if let same = passing.filter({ !$0.value.isDisjoint(with: helos) }).keys.min() {
        found.append(Evidence(.genuineHelo, "\(domain) passes from \(same) with the same HELO name."))
      } else {
        found.append(
          Evidence(.passesFromElsewhere, "\(domain) passes from other clients, such as \(example)."))
      }
      break
    }
    found += mailboxes(subject)
    let related = subject.trustedOrganisations.union([subject.organisation])
    let passed = (crowd.passedDomainsOfClient[subject.address] ?? []).filter {
      !related.contains(PublicSuffixes.organisation(of: $0))
    }
    if let domain = passed.sorted().first {
      found.append(
        Evidence(
          .clientPassesForOthers, "\(domain) and \(passed.count - 1) more domains pass from this client."))
    }
    return found
  }

  /// People who write from the genuine host, too.
  private static func mailboxes(_ subject: Subject) -> [Evidence] {
    let genuine = subject.crowd.passedSendersOfDomain[subject.name] ?? []
    let people = subject.pool.senders.counts.keys.map { $0.lowercased() }.filter {
      EnvelopeEvidence.isPerson($0)
    }
    let known = Set(people).intersection(genuine)
    guard known.count >= 2, known.count * 2 >= Set(people).count else { return [] }
    return [
      Evidence(
        .genuineMailboxes,
        "\(known.count) of those who send through it also send from where the domain passes.")
    ]
  }

  /// A host that sends for others who publish nothing, and within an hour in the name of one person whose domain says
  /// that it may not.
  private static func sharedHost(_ subject: Subject) -> [Evidence] {
    let incident = subject.incident
    guard subject.client?.kind == .global, !subject.isGateway, !subject.trustedNames.isEmpty,
      !subject.trustedNames.contains(where: { NamePatterns.isListHost($0) || NamePatterns.isForwarder($0) }),
      subject.facts.receivesFor.isEmpty, subject.facts.customersRecord == nil, incident.span <= hour,
      incident.recipients.distinct >= 2, incident.senders.distinct == 1,
      incident.senders.counts.keys.allSatisfy({ EnvelopeEvidence.isPerson($0) })
    else { return [] }
    let crowd = subject.crowd
    let own = subject.trustedOrganisations
    let refused = crowd.refusedOrganisations(of: subject.address).subtracting(own)
    let passed = Set(
      (crowd.passedDomainsOfClient[subject.address] ?? []).map { PublicSuffixes.organisation(of: $0) }
    ).subtracting(own)
    let others = crowd.organisations(of: subject.address).subtracting(own).subtracting(refused)
    guard refused.count == 1, passed.isEmpty, !others.isEmpty else { return [] }
    return [
      Evidence(
        .sharedHost,
        "The client sends for \(others.count) other organisations that do not forbid it, and for this one to \(incident.recipients.distinct) recipients within an hour."
      )
    ]
  }

  /// One domain from many clients that have nothing in common.
  private static func clients(_ subject: Subject) -> [Evidence] {
    // A client that has a connection with the sender is not one of the multitude.
    let clients = subject.crowd.refusedClientsOfDomain[subject.name] ?? []
    guard
      subject.trustedNames.allSatisfy({
        NamePatterns.isDynamic($0) || NamePatterns.isGeneric($0, for: subject.address)
      })
        || clients.count >= manyNetworks * 3
    else { return [] }
    // Hosts that one organisation has named are one owner's, wherever they are.
    let owners = Set(
      clients.map { client in
        subject.clients[client]?.owner?.description
          ?? client.masked(to: client.family == .ipv4 ? 28 : 48).description
      })
    guard owners.count >= manyNetworks, !subject.isGateway else { return [] }
    return [
      Evidence(
        .manyClientsForDomain,
        "\(subject.name) was used by \(clients.count) clients of \(owners.count) owners or networks.")
    ]
  }
}
