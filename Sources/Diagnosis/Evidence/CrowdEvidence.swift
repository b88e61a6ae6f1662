internal import PublicSuffix
internal import SPF

/// Who else sends, and for whom.
enum CrowdEvidence {
  private static let manyDomains = 3
  private static let manyNetworks = 3

  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    let crowd = subject.crowd
    let refused = crowd.refusedOrganisations(of: subject.address)
    if refused.count >= manyDomains {
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
      } else {
        found.append(
          Evidence(.passesFromElsewhere, "\(domain) passes from other clients, such as \(example)."))
      }
      break
    }
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

  /// A few organisations from one client, to different people, and none of them its own.
  private static func sharedHost(_ subject: Subject) -> [Evidence] {
    guard subject.client?.kind == .global, !subject.isGateway, !subject.trustedNames.isEmpty,
      !subject.trustedNames.contains(where: { NamePatterns.isListHost($0) || NamePatterns.isForwarder($0) })
    else { return [] }
    let others = subject.crowd.organisations(of: subject.address).subtracting(subject.trustedOrganisations)
    let recipients = subject.crowd.recipientsOfClient[subject.address] ?? []
    guard others.count >= 2, recipients.count >= 2, subject.facts.receivesFor.isEmpty else { return [] }
    return [
      Evidence(
        .sharedHost,
        "The client sends for \(others.count) organisations that have nothing to do with it, to \(recipients.count) recipients."
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
    let networks = Set(clients.map { $0.masked(to: $0.family == .ipv4 ? 28 : 48) })
    guard networks.count >= manyNetworks, !subject.isGateway else { return [] }
    return [
      Evidence(
        .manyClientsForDomain,
        "\(subject.name) was used by \(clients.count) clients in \(networks.count) networks.")
    ]
  }
}
