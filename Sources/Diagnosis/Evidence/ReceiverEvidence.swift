internal import PublicSuffix
internal import SPF

/// Whether the client or the sender is the receiver's own.
enum ReceiverEvidence {
  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    let incident = subject.incident
    let receiver = subject.receiver
    if incident.authenticated > 0 {
      found.append(Evidence(.userAuthenticated, "The user had logged in (\(incident.authenticated) times)."))
    }
    if incident.authenticated == 0, receiver.clientsOfUsers.contains(subject.address) {
      found.append(
        Evidence(.userFromClient, "A user has logged in from \(subject.address) elsewhere in the log."))
    }
    if let service = incident.services.byFrequency.first(where: { isSubmission($0) }) {
      found.append(
        Evidence(.submissionService, "The mail came in through \(Quoted.text(service)), where users send."))
    }
    let kind = AddressKind(subject.address)
    if receiver.receiver.owns(subject.address) {
      found.append(Evidence(.clientOwn, "\(subject.address) is one of the receiver's own addresses."))
    } else if kind != .global {
      found.append(
        Evidence(.clientPrivate, "\(subject.address) is \(kind.words): no sender outside can have it."))
    }
    if !subject.isOwnDomain, subject.isGateway {
      found.append(
        Evidence(
          .clientIsGateway,
          "Nearly all of \(receiver.arrivals) connections, from senders of many domains, come through this client or its neighbours."
        ))
    }
    if let exchange = ownMailExchange(subject) {
      found.append(
        Evidence(
          .clientIsOwnMailExchange,
          "The receiver's mail exchange \(exchange) is of the same organisation as the client."))
    }
    if isReceiversName(subject), let name = subject.trustedNames.first {
      found.append(Evidence(.clientNameIsReceivers, "The client \(name) is a host of the receiver's own."))
    }
    if !receiver.receiver.owns(subject.address),
      let site = receiver.facts.first(where: { $0.addresses.contains(subject.address) })
    {
      found.append(
        Evidence(.clientIsOwnSite, "\(subject.address) is the web site of \(site.name), the receiver's own."))
    }
    if kind == .global, found.isEmpty, let own = receiver.neighbour(of: subject.address) {
      found.append(
        Evidence(.clientBesideReceiver, "\(subject.address) is beside \(own), the receiver's own address."))
    }
    if kind == .global, found.isEmpty {
      found.append(
        Evidence(.clientPublic, "\(subject.address) is a public address, and not known as the receiver's."))
    }
    guard !receiver.receiver.domains.isEmpty else { return found }
    if subject.isOwnDomain {
      found.append(Evidence(.senderDomainIsReceivers, "\(subject.name) is the receiver's own domain."))
      let recipients = incident.recipients.counts.keys
      let outside = recipients.filter { recipient in
        recipient.lastIndex(of: "@").flatMap { DomainName(recipient[recipient.index(after: $0)...]) }
          .map { !receiver.owns($0) } ?? false
      }
      if !recipients.isEmpty, outside.count == recipients.count {
        found.append(
          Evidence(.recipientOutside, "The recipients are outside: somebody sends, nobody receives."))
      }
    } else if !found.contains(where: { $0.code == .clientIsOwnSite }) {
      // The forms of a web site write as its visitors.
      found.append(Evidence(.senderDomainIsForeign, "\(subject.name) is not a domain of the receiver."))
    }
    return found
  }

  /// To be asked when other families have found whose the client is.
  static func relative(_ subject: Subject, given found: [Evidence]) -> [Evidence] {
    let close: Set<EvidenceCode> = [
      .clientNameInSenderOrganisation, .heloConfirmedInSenderOrganisation, .sameLabelOtherSuffix,
      .sharedInfrastructure, .clientIsMailExchange, .besideOwnAddress,
    ]
    guard subject.isOwnDomain, let item = found.first(where: { close.contains($0.code) }),
      !found.contains(where: { $0.code == .clientNameIsReceivers || $0.code == .clientOwn })
    else { return [] }
    return [
      Evidence(
        .clientIsRelative,
        "The sender's domain is the receiver's own, and the client is of the same house: \(item.code.rawValue)."
      )
    ]
  }

  private static func isSubmission(_ service: String) -> Bool {
    let words = service.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.contains { ["submission", "submissions", "smtps", "msa", "587", "465"].contains($0) }
  }

  /// Whether the client is beyond doubt a host of the receiver's own.
  static func isReceiversName(_ subject: Subject) -> Bool {
    subject.trustedNames.contains { subject.receiver.owns($0) }
  }

  /// The receiver's mail exchange, if somebody else's, which the client is or belongs to.
  private static func ownMailExchange(_ subject: Subject) -> DomainName? {
    let receiver = subject.receiver
    for domain in receiver.facts {
      if let exchange = domain.exchangeAddresses[subject.address] { return exchange }
      for exchange in domain.exchanges ?? [] {
        let organisation = PublicSuffixes.organisation(of: exchange)
        // A sender who happens to use the same provider is recognised by his own mail exchange.
        if subject.trustedOrganisations.contains(organisation),
          !receiver.organisations.contains(organisation),
          !subject.usesProvider(organisation)
        {
          return exchange
        }
      }
    }
    return nil
  }
}
