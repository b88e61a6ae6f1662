internal import PublicSuffix
internal import SPF

/// Whether the client receives mail and passes it on.
enum ForwarderEvidence {
  /// Strangers to each other: so many organisations.
  private static let manySenders = 2

  static func collect(_ subject: Subject) -> [Evidence] {
    guard subject.client?.kind == .global else { return [] }
    var found: [Evidence] = []
    let own = subject.organisation
    let others = subject.facts.receivesFor.filter { domain in
      let organisation = PublicSuffixes.organisation(of: domain)
      return Kinship.between(own, organisation) == .none
        && !subject.senderOrganisations.contains(organisation)
        && !subject.receiver.owns(domain)
    }
    if let domain = others.first {
      found.append(
        Evidence(
          .clientReceivesMail, "The client is the mail exchange of \(domain): it receives mail of others."))
    } else if subject.facts.receivesNothing == true, subject.facts.receivesFor.isEmpty {
      let names = subject.trustedOrganisations.map(\.description).sorted().joined(separator: ", ")
      found.append(
        Evidence(
          .clientOrganisationReceivesNothing,
          "No mail exchange is published for \(names): there is nothing to forward."))
    }
    let passed = subject.crowd.passedDomainsOfClient[subject.address] ?? []
    let organisations = subject.trustedOrganisations.subtracting([own])
    if let domain = passed.first(where: { organisations.contains(PublicSuffixes.organisation(of: $0)) }) {
      found.append(Evidence(.clientPassesForItself, "Mail from \(domain) itself passes from this client."))
    } else if subject.facts.ownOutcome?.result == .pass, let organisation = organisations.sorted().first {
      found.append(
        Evidence(.clientPassesForItself, "\(organisation) authorises the client for its own mail."))
    }
    let refused = subject.household.organisations.subtracting(subject.trustedOrganisations)
    let recipients = subject.household.recipients
    if refused.count >= manySenders, recipients.count == 1, !subject.isGateway, !subject.trustedNames.isEmpty
    {
      found.append(
        Evidence(
          .manySendersOneRecipient,
          "Senders of \(refused.count) organisations write through this client or its neighbours to one recipient."
        ))
    }
    return found
  }
}
