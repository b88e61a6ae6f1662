internal import PublicSuffix
internal import SPF

/// What the client calls itself.
enum HeloEvidence {
  /// A bot may take the name of one sender's server, or of two.
  private static let manyServers = 3

  static func collect(_ subject: Subject) -> [Evidence] {
    guard let helo = subject.helos.first else { return [] }
    var found: [Evidence] = []
    let text = Quoted.text(helo.text)
    let isOurs = subject.isInside
    switch helo.name {
    case .name(let name):
      if !isOurs { found += resolved(name, helo, subject) }
      if !isOurs, isReceivers(name, subject) {
        found.append(Evidence(.heloIsReceiver, "It calls itself \(name), a name of the receiver's own."))
      }
    case .literal(let address):
      if let address, AddressKind(address) == .privateUse, subject.client?.kind == .global {
        found.append(
          Evidence(
            .heloPrivateLiteral, "HELO is \(text), an address behind somebody's NAT, as mail programs say."))
      } else {
        found.append(Evidence(.heloLiteral, "HELO is the address \(text) instead of a name."))
      }
    case .localhost:
      found.append(Evidence(.heloLocalhost, "HELO is \(text): software that nobody gave a name."))
    case .bareWord: found.append(Evidence(.heloBareWord, "HELO is the single word \(text)."))
    case .other: break
    }
    let senders = subject.ownHelos
    let refused = subject.crowd.refusedOrganisations(of: subject.address).count
    if senders.count >= manyServers, senders.contains(subject.organisation), senders.count * 3 >= refused * 2,
      subject.isBesideReceiver || !subject.trustedNames.isEmpty && !subject.isAccessLine
    {
      found.removeAll { $0.code == .heloKeepsSenderName || $0.code == .heloClaimsSender }
      found.append(
        Evidence(
          .heloOfEachSender,
          "It calls itself by the name of each sender's own server (\(senders.count) of them), whose address would pass."
        ))
    }
    let isReceiversName = helo.name.domain.map { isReceivers($0, subject) } ?? false
    if isOurs || subject.isGateway, !isReceiversName, let address = subject.facts.passingHeloAddress {
      found.append(
        Evidence(
          .heloWouldPass,
          "The HELO name \(text) has the address \(address), from which \(subject.name) passes: the real client."
        ))
    }
    return found
  }

  private static func resolved(_ name: DomainName, _ helo: HeloFacts, _ subject: Subject) -> [Evidence] {
    guard let addresses = helo.addresses, !subject.isGateway else { return [] }
    if addresses.contains(subject.address) {
      let code: EvidenceCode = subject.clientNames.isEmpty ? .heloOnlyConfirmation : .heloConfirmed
      return [Evidence(code, "The HELO name \(name) has the client's address.")]
    }
    let isSenders = PublicSuffixes.organisation(of: name) == subject.organisation
    let isHost = isSenders && name != subject.organisation && name != subject.name
    if addresses.isEmpty {
      return [
        isHost
          ? Evidence(
            .heloUnknownInSender, "The HELO name \(name) would be the sender's, but DNS does not know it.")
          : Evidence(.heloUnresolvable, "The HELO name \(name) has no address.")
      ]
    }
    // A host that was given IPv6 before its name was: nothing contradicts.
    guard addresses.contains(where: { $0.family == subject.address.family }) else { return [] }
    let elsewhere = addresses.prefix(2).map(\.description).joined(separator: ", ")
    let isServer = subject.clientNames.contains { !NamePatterns.isDynamic($0) }
    if isHost, isServer {
      return [
        Evidence(
          .heloKeepsSenderName, "It calls itself \(name), the sender's host, whose address is \(elsewhere).")
      ]
    }
    if !isSenders, isOfClient(name, subject) {
      return [
        Evidence(
          .heloOfSameOrganisation,
          "The HELO name \(name) belongs to \(elsewhere), another host of those the client belongs to.")
      ]
    }
    return [
      isSenders
        ? Evidence(
          .heloClaimsSender, "It calls itself \(name), the sender's host, whose address is \(elsewhere).")
        : Evidence(.heloElsewhere, "The HELO name \(name) belongs to \(elsewhere), another host.")
    ]
  }

  /// Whether `name` is in an organisation of the client's or one that is called alike, or its record has the client.
  private static func isOfClient(_ name: DomainName, _ subject: Subject) -> Bool {
    let organisation = PublicSuffixes.organisation(of: name)
    return subject.facts.heloOutcome?.result == .pass
      || subject.trustedOrganisations.contains { Kinship.between($0, organisation) != .none }
  }

  private static func isReceivers(_ name: DomainName, _ subject: Subject) -> Bool {
    subject.receiver.owns(name) || subject.receiver.hosts.contains(name.description)
  }
}
