internal import MailLog
internal import PublicSuffix
internal import Reporting
internal import SPF

/// One incident with all that is known about it: what the families of evidence look at.
struct Subject: Sendable {
  let incident: Incident
  /// The same with all that came from other hosts of the client's organisation: what a person would call one sender.
  let pool: Incident
  /// What did not pass from the client and the other hosts of its organisation.
  let household: Household
  /// Nil if it was not looked up.
  let client: ClientFacts?
  /// The HELO names, the most frequent first.
  let helos: [HeloFacts]
  /// What DNS says of the domain checked.
  let domain: DomainFacts?
  /// The organisational domain of the domain checked.
  let organisation: DomainName
  /// Those of the reverse-paths.
  let senderOrganisations: Set<DomainName>
  /// The record with all it refers to.
  let survey: RecordSurvey?
  let facts: IncidentFacts
  let domains: [DomainName: DomainFacts]
  /// The name servers of the organisations of mail exchanges.
  let nameServers: [DomainName: Set<DomainName>]
  let clients: [IPAddress: ClientFacts]
  /// The organisations whose mail came from the client with a HELO name of theirs whose address would pass.
  let ownHelos: Set<DomainName>
  let receiver: ReceiverFacts
  let crowd: Crowd

  var address: IPAddress { incident.key.client }
  var name: DomainName { incident.key.domain }

  /// The client's confirmed names, or, without DNS, the one the mail server had confirmed.
  var clientNames: [DomainName] {
    if let client, !client.confirmed.isEmpty { return client.confirmed }
    guard client?.pointers == nil, let logged = incident.clientName.flatMap({ DomainName($0) }) else {
      return []
    }
    return [logged]
  }

  /// Whether the client has a name of its own that is neither that of an access line nor a number.
  var isNamedHost: Bool {
    trustedNames.contains { !NamePatterns.isDynamic($0) && !NamePatterns.isGeneric($0, for: address) }
  }

  /// Whether the client's name is that of an access line.
  var isAccessLine: Bool {
    (clientNames.isEmpty ? client?.pointers ?? [] : clientNames).contains { NamePatterns.isDynamic($0) }
  }

  /// HELO names that have the client's address.
  var confirmedHelos: [DomainName] {
    helos.compactMap { $0.addresses?.contains(address) == true ? $0.name.domain : nil }
  }

  /// Names that are the client's beyond doubt.
  var trustedNames: [DomainName] {
    var seen: Set<DomainName> = []
    return (clientNames + confirmedHelos).filter { seen.insert($0).inserted }
  }

  /// The organisations of ``trustedNames``.
  var trustedOrganisations: Set<DomainName> {
    Set(trustedNames.map { PublicSuffixes.organisation(of: $0) })
  }

  /// Whether the domain checked is the receiver's.
  var isOwnDomain: Bool { receiver.owns(name) }

  /// Whether the sender is somebody else's and the client stands in for a multitude.
  var isGateway: Bool { receiver.gateways.contains(address) }

  /// The domains and organisation of the domain checked.
  var senderFacts: [DomainFacts] {
    [domain, organisation == name ? nil : domains[organisation]].compactMap { $0 }
  }

  /// Whether the client is the receiver's own or has an address that no stranger can have.
  var isInside: Bool {
    receiver.receiver.owns(address) || AddressKind(address) != .global
      || trustedNames.contains { receiver.owns($0) }
  }

  /// Whether the client's address is next to one of the receiver's own.
  var isBesideReceiver: Bool { receiver.neighbour(of: address) != nil }

  /// Whether the HELO identity was checked, the name is the client's own, and the mail is somebody else's.
  var isHeloOfProvider: Bool {
    incident.scope == .helo && (confirmedHelos.contains(name) || clientNames.contains(name))
      && !senderOrganisations.isEmpty && !senderOrganisations.contains(organisation)
  }

  /// The organisations of the client that are not the sender's own, unless they only gave it a number.
  var providerOrganisations: Set<DomainName> {
    Set(trustedNames.map { PublicSuffixes.organisation(of: $0) }).subtracting([organisation])
  }

  /// Whether the HELO name is that of a host of the sender's organisation, and not just its domain.
  var isHeloOfSendersHost: Bool {
    guard let name = helos.first?.name.domain else { return false }
    return PublicSuffixes.organisation(of: name) == organisation && name != organisation && name != self.name
  }

  /// Whether the HELO name has addresses, but none of the client's family.
  var isHeloWithoutFamily: Bool {
    guard let addresses = helos.first?.addresses, !addresses.isEmpty else { return false }
    return !addresses.contains { $0.family == address.family }
  }

  /// Whether the sender receives his mail at `provider`, or his record refers to it.
  func usesProvider(_ provider: DomainName) -> Bool {
    senderFacts.contains { facts in
      (facts.exchanges ?? []).contains { PublicSuffixes.organisation(of: $0) == provider }
    } || ServiceEvidence.includes(of: self).contains { PublicSuffixes.organisation(of: $0) == provider }
  }
}
