internal import MailLog
internal import PublicSuffix
internal import SPF

/// Who sends for whom, over the whole log: what one incident alone does not show. Of bounded size.
struct Crowd: Sendable {
  /// The domains of reverse-paths that each client used, whatever the result.
  private(set) var domainsOfClient: [IPAddress: Set<DomainName>] = [:]
  /// Those for which it did not pass.
  private(set) var refusedDomainsOfClient: [IPAddress: Set<DomainName>] = [:]
  /// Those for which it passed as MAIL FROM.
  private(set) var passedDomainsOfClient: [IPAddress: Set<DomainName>] = [:]
  /// The clients for which each domain did not pass.
  private(set) var refusedClientsOfDomain: [DomainName: Set<IPAddress>] = [:]
  /// The clients for which each domain passed, with the HELO names they gave.
  private(set) var passedClientsOfDomain: [DomainName: [IPAddress: Set<String>]] = [:]
  /// The people of each domain whose mail passed, in lower case.
  private(set) var passedSendersOfDomain: [DomainName: Set<String>] = [:]
  /// The HELO names of each client's refused mail, in lower case.
  private(set) var helosOfClient: [IPAddress: Set<String>] = [:]
  /// The recipients of each client's refused mail.
  private(set) var recipientsOfClient: [IPAddress: Set<String>] = [:]
  /// The domains that ended in temperror, and those that did not.
  private(set) var troubledDomains: Set<DomainName> = []
  private(set) var answeredDomains: Set<DomainName> = []
  /// Outcomes of each client, and of all.
  private(set) var checksOfClient: [IPAddress: Int] = [:]
  private(set) var checks = 0

  private static let mostKeys = 100_000
  private static let mostValues = 64
  /// Most mail passes: of it less is kept.
  private static let mostMailboxes = 16

  /// Notes `event`, which is about `domain` and `client`.
  mutating func add(_ event: SPFEvent, domain: DomainName, client: IPAddress, isRefusal: Bool) {
    checks += 1
    if checksOfClient[client] != nil || checksOfClient.count < Self.mostKeys {
      checksOfClient[client, default: 0] += 1
    }
    let sender = event.sender.flatMap { $0.isEmpty ? nil : Identity.mailFrom($0, helo: "").domain }
    // Bounces are nobody's: the client's own name is no sender of its.
    let author = event.sender == "" ? nil : sender ?? domain
    if let author { Self.insert(author, at: client, into: &domainsOfClient) }
    if event.result == .temperror {
      if troubledDomains.count < Self.mostKeys { troubledDomains.insert(domain) }
    } else if event.result != nil, answeredDomains.count < Self.mostKeys {
      answeredDomains.insert(domain)
    }
    if isRefusal {
      if let author { Self.insert(author, at: client, into: &refusedDomainsOfClient) }
      Self.insert(client, at: domain, into: &refusedClientsOfDomain)
      if let helo = event.helo { Self.insert(helo.lowercased(), at: client, into: &helosOfClient) }
      for recipient in event.recipients {
        Self.insert(recipient.lowercased(), at: client, into: &recipientsOfClient)
      }
    } else if event.result == .pass {
      if event.identity != .helo {
        Self.insert(domain, at: client, into: &passedDomainsOfClient)
        if let mailbox = event.sender?.lowercased(), EnvelopeEvidence.isPerson(mailbox) {
          Self.insert(mailbox, at: domain, into: &passedSendersOfDomain, most: Self.mostMailboxes)
        }
      }
      guard passedClientsOfDomain[domain] != nil || passedClientsOfDomain.count < Self.mostKeys else {
        return
      }
      var clients = passedClientsOfDomain[domain] ?? [:]
      if clients[client] != nil || clients.count < Self.mostValues {
        if let helo = event.helo, (clients[client]?.count ?? 0) < 4 {
          clients[client, default: []].insert(helo.lowercased())
        } else if clients[client] == nil {
          clients[client] = []
        }
      }
      passedClientsOfDomain[domain] = clients
    }
  }

  private static func insert<Key, Value>(
    _ value: Value, at key: Key, into table: inout [Key: Set<Value>], most: Int = mostValues
  ) {
    guard table[key] != nil || table.count < mostKeys else { return }
    if (table[key]?.count ?? 0) < most { table[key, default: []].insert(value) }
  }

  /// The organisations for which `client` sent.
  func organisations(of client: IPAddress) -> Set<DomainName> {
    Set((domainsOfClient[client] ?? []).map { PublicSuffixes.organisation(of: $0) })
  }

  /// The organisations for which `client` did not pass.
  func refusedOrganisations(of client: IPAddress) -> Set<DomainName> {
    Set((refusedDomainsOfClient[client] ?? []).map { PublicSuffixes.organisation(of: $0) })
  }
}
