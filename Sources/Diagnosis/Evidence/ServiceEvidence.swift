internal import PublicSuffix
internal import Reporting
internal import SPF

/// What the client, or its provider, does for the sender's domain.
enum ServiceEvidence {
  static func collect(_ subject: Subject) -> [Evidence] {
    guard subject.client?.kind == .global, !ReceiverEvidence.isReceiversName(subject),
      !subject.isHeloOfProvider
    else { return [] }
    var found: [Evidence] = []
    for domain in subject.senderFacts {
      if let exchange = domain.exchangeAddresses[subject.address] {
        found.append(
          Evidence(
            .clientIsMailExchange, "\(subject.address) is the mail exchange \(exchange) of \(domain.name)."))
        break
      }
    }
    // The receiver's own web site is evidence of its own.
    if !subject.isOwnDomain,
      let domain = subject.senderFacts.first(where: { $0.addresses.contains(subject.address) })
    {
      found.append(Evidence(.clientIsHost, "\(domain.name) itself has the address \(subject.address)."))
    }
    let providers = subject.providerOrganisations
    guard !providers.isEmpty else { return found }
    if found.isEmpty {
      for domain in subject.senderFacts {
        guard
          let exchange = (domain.exchanges ?? []).first(where: {
            providers.contains(PublicSuffixes.organisation(of: $0))
          })
        else { continue }
        found.append(
          Evidence(
            .mailExchangeAtSameProvider,
            "\(domain.name) receives its mail at \(exchange), with the provider the client belongs to."))
        break
      }
    }
    if found.isEmpty, let exchange = operated(subject, providers) {
      found.append(
        Evidence(
          .mailExchangeOfSameOperator,
          "The mail exchange \(exchange) of \(subject.name) has the name servers of the client's organisation."
        ))
    }
    if found.isEmpty, let site = subject.facts.siteOrganisations.first(where: { providers.contains($0) }) {
      found.append(
        Evidence(
          .siteAtSameProvider,
          "The web site or mail exchange of \(subject.name) is at \(site), as the client is."))
    }
    if let target = includes(of: subject).first(where: {
      providers.contains(PublicSuffixes.organisation(of: $0))
    }) {
      found.append(
        Evidence(
          .includesSameProvider,
          "The record refers to \(target), of the client's provider, which does not list \(subject.address).")
      )
    }
    if let record = subject.facts.customersRecord,
      !subject.usesProvider(PublicSuffixes.organisation(of: record))
    {
      found.append(
        Evidence(
          .clientServesCustomers, "\(record), which customers refer to, covers \(subject.address)."))
    }
    return found
  }

  /// A mail exchange hired from an organisation with the name servers of the client's own.
  private static func operated(_ subject: Subject, _ providers: Set<DomainName>) -> DomainName? {
    let servers = providers.compactMap { subject.domains[$0]?.nameServers }.filter { !$0.isEmpty }
    for domain in subject.senderFacts {
      for exchange in domain.exchanges ?? [] {
        let organisation = PublicSuffixes.organisation(of: exchange)
        guard organisation != subject.organisation, let theirs = subject.nameServers[organisation]
        else { continue }
        if servers.contains(theirs) { return exchange }
      }
    }
    return nil
  }

  /// The domains whose records the record refers to.
  static func includes(of subject: Subject) -> [DomainName] {
    var list: [DomainName] = []
    func visit(_ node: RecordSurvey.Node) {
      for nested in node.terms.flatMap(\.nested) {
        list.append(nested.domain)
        visit(nested)
      }
    }
    if let root = subject.survey?.root { visit(root) }
    return list
  }
}
