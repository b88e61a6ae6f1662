internal import PublicSuffix
internal import SPF

/// Whether the client's names belong to the sender's organisation, or to a relative of it.
enum KinshipEvidence {
  static func collect(_ subject: Subject) -> [Evidence] {
    // Names of the receiver's own hosts tell nothing about a sender.
    guard subject.client?.kind == .global, !ReceiverEvidence.isReceiversName(subject) else { return [] }
    let own = subject.organisation
    if subject.isHeloOfProvider {
      let helo = subject.name
      return [
        Evidence(
          .heloOfProviderFails,
          "\(helo) is the client's own name, and the record there does not cover it; the mail is from \(subject.senderOrganisations.map(\.description).sorted().joined(separator: ", "))."
        )
      ]
    }
    var found: [Evidence] = []
    for name in subject.clientNames where PublicSuffixes.organisation(of: name) == own {
      found.append(
        Evidence(
          .clientNameInSenderOrganisation,
          "The client's confirmed name \(name) is in the sender's organisation \(own)."))
      break
    }
    for name in subject.client?.unrefuted ?? [] where PublicSuffixes.organisation(of: name) == own {
      found.append(
        Evidence(
          .clientNameClaimsSenderOrganisation,
          "The reverse name of \(subject.address) is \(name), in the sender's organisation; the name has no address of this family to confirm it."
        ))
      break
    }
    for name in subject.confirmedHelos where PublicSuffixes.organisation(of: name) == own {
      found.append(
        Evidence(
          .heloConfirmedInSenderOrganisation,
          "The HELO name \(name) has the client's address and is in the sender's organisation \(own)."))
      break
    }
    guard found.isEmpty else { return found }
    for other in subject.trustedOrganisations.sorted() {
      switch Kinship.between(own, other) {
      case .sameLabel:
        found.append(
          Evidence(
            .sameLabelOtherSuffix,
            "The client belongs to \(other): the same label as \(own) under another suffix."))
      case .sameLetters:
        found.append(
          Evidence(
            .sameLettersOtherHyphens,
            "The client belongs to \(other), which differs from \(own) by hyphens only."))
      case .sameStem:
        found.append(Evidence(.sameStem, "The client belongs to \(other), whose name begins like \(own)."))
      case .same, .none: break
      }
      found += infrastructure(subject, own, other)
    }
    return found
  }

  /// MX, NS and SOA of one in the other, or in common.
  private static func infrastructure(_ subject: Subject, _ own: DomainName, _ other: DomainName) -> [Evidence]
  {
    guard let mine = subject.domains[own], let theirs = subject.domains[other] else { return [] }
    func isWithin(_ name: DomainName, _ organisation: DomainName) -> Bool {
      PublicSuffixes.organisation(of: name) == organisation
    }
    let one = Array(mine.nameServers) + [mine.mailbox].compactMap { $0 }
    let two = Array(theirs.nameServers) + [theirs.mailbox].compactMap { $0 } + (theirs.exchanges ?? [])
    // That the sender's mail exchanges are at the client's is evidence of its own (service).
    if let name = one.first(where: { isWithin($0, other) }) {
      return [Evidence(.sharedInfrastructure, "\(own) is run from \(other): \(name).")]
    }
    if let name = two.first(where: { isWithin($0, own) }) {
      return [Evidence(.sharedInfrastructure, "\(other) is run from \(own): \(name).")]
    }
    if let mailbox = mine.mailbox, mailbox == theirs.mailbox {
      let provider = PublicSuffixes.organisation(of: mailbox)
      // A provider's hostmaster is in charge of all its customers' zones; so is that of its name servers' domain.
      if !mine.nameServers.contains(where: { isWithin($0, provider) }) {
        return [
          Evidence(
            .sharedInfrastructure, "\(own) and \(other) name the same person in charge of DNS: \(mailbox).")
        ]
      }
    }
    if let site = Set(mine.addresses).intersection(theirs.addresses).min() {
      return [Evidence(.sharedSite, "The web sites of \(own) and \(other) are one: \(site).")]
    }
    if !mine.nameServers.isEmpty, mine.nameServers == theirs.nameServers {
      return [Evidence(.sharedProvider, "\(own) and \(other) have the same name servers.")]
    }
    if let exchanges = mine.exchanges, !exchanges.isEmpty, Set(exchanges) == Set(theirs.exchanges ?? []) {
      return [Evidence(.sharedProvider, "\(own) and \(other) have the same mail exchanges.")]
    }
    return []
  }

  /// To be asked when other families have found what there is: whether a name that resembles the sender's is all that
  /// connects a wave of mail with it.
  static func lookalike(_ subject: Subject, given found: [Evidence]) -> [Evidence] {
    let alike: Set<EvidenceCode> = [.sameLabelOtherSuffix, .sameLettersOtherHyphens, .sameStem]
    let connections: Set<EvidenceFamily> = [.kinship, .service, .neighbour, .authentication]
    let codes = Set(found.map(\.code))
    guard codes.contains(.burst), !codes.isDisjoint(with: alike),
      found.allSatisfy({ alike.contains($0.code) || !connections.contains(Weights.of($0.code).family) })
    else { return [] }
    return [
      Evidence(
        .burstOfLookalike,
        "Nothing but a resemblance of names connects the client with \(subject.organisation).")
    ]
  }

  /// To be asked when no other family has found a connection.
  static func unrelated(_ subject: Subject, given found: [Evidence]) -> [Evidence] {
    let connections: Set<EvidenceFamily> = [.kinship, .service, .neighbour, .receiver]
    let isConnected = found.contains {
      connections.contains(Weights.of($0.code).family) && $0.code != .senderDomainIsForeign
        && $0.code != .clientPublic && $0.code != .senderDomainIsReceivers && $0.code != .recipientOutside
        && $0.code != .nearOwnAddress && $0.code != .sharedProvider && $0.code != .clientServesCustomers
    }
    let named = subject.trustedNames.filter { !NamePatterns.isGeneric($0, for: subject.address) }
    guard !isConnected, let name = named.first, subject.client?.kind == .global else { return [] }
    let isSigned = found.contains { Weights.of($0.code).family == .authentication }
    return [
      Evidence(
        isSigned ? .clientUnrelatedButSigned : .clientUnrelated,
        "Nothing in DNS connects \(PublicSuffixes.organisation(of: name)), to which the client belongs, with \(subject.organisation)."
      )
    ]
  }
}
