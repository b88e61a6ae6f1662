public import Reporting
public import SPF

/// What was found out about one domain.
public struct DomainAudit: Sendable {
  /// An address that sends for the domain.
  public struct AddressCheck: Sendable {
    /// What the host is called.
    public let host: String
    /// The address.
    public let address: IPAddress
    /// What receivers get for MAIL FROM, and why.
    public let outcome: CheckOutcome

    /// Whether the address may send.
    public var standing: Standing { Standing(outcome.result) }
  }

  /// A service that sends for the domain.
  public struct ServiceCheck: Sendable {
    /// The service.
    public let service: SendingService
    /// Whether the record includes it; nil if that cannot be told.
    public let isIncluded: Bool?
    /// Why the service's own record cannot be used.
    public let problem: Problem?
  }

  /// The domain.
  public let domain: DomainName
  /// Whether DNS says that there is no such name, and knows it as nothing else either.
  public let isAbsent: Bool
  /// The record and everything it refers to.
  public let survey: RecordSurvey
  /// The addresses.
  public let addresses: [AddressCheck]
  /// The services.
  public let services: [ServiceCheck]
  /// Terms that let pass what no listed sender uses.
  public let superfluous: [SuperfluousTerm]

  /// Asks for all of it. `domains` are those whose records are ours.
  static func gather(
    _ domain: DomainName, hosts: [HostAudit], services: [SendingService], domains: Set<DomainName>,
    resolver: some Resolver, limits: Limits
  ) async -> DomainAudit {
    var checks: [AddressCheck] = []
    for host in hosts {
      let helo = (host.host.helo ?? domain).description
      for address in host.addresses {
        let request = CheckRequest(.mailFrom("postmaster@\(domain)", helo: helo), client: address)
        let outcome = await Evaluator(limits: limits).check(request, resolver: resolver)
        checks.append(AddressCheck(host: host.host.label, address: address, outcome: outcome))
      }
    }
    let survey = await RecordSurvey.survey(domain, resolver: resolver)
    let walk = RecordWalk(survey: survey, domains: domains)
    var found: [ServiceCheck] = []
    for service in services {
      let node = walk.included(service.target)
      // A name that only a message makes could be that of the service.
      let isOpen = survey.root.record == nil || survey.isIncomplete || walk.hasOpenTarget
      let problem =
        if let node { node.problem } else {
          await RecordSurvey.survey(service.target, resolver: resolver).root.problem
        }
      found.append(
        ServiceCheck(
          service: service, isIncluded: node != nil ? true : isOpen ? nil : false, problem: problem))
    }
    let isKnown = !hosts.contains { $0.isLookupIncomplete }
    return DomainAudit(
      domain: domain, isAbsent: await isAbsent(survey, resolver: resolver), survey: survey, addresses: checks,
      services: found,
      superfluous: isKnown ? walk.superfluous(addresses: hosts.flatMap(\.addresses), services: services) : [])
  }
  /// Some servers deny names for which they do have records of other types.
  private static func isAbsent(_ survey: RecordSurvey, resolver: some Resolver) async -> Bool {
    guard case .domainDoesNotExist? = survey.root.problem?.code else { return false }
    for type in [DNSRecordType.soa, .mx, .a, .aaaa] {
      if await resolver.answer(to: DNSQuestion(survey.root.domain, type)).status == .records { return false }
    }
    return true
  }
}
