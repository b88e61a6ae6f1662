internal import DNS
public import SPF

/// Reads the TXT records of a domain from every authoritative server, so that their TTL is the published one and not
/// what a cache has left of it.
public struct PublishedTextsReader: Sendable {
  /// Asks one server.
  public typealias Asking = @Sendable (IPAddress, DNSQuestion) async -> DNSAnswer

  private let resolver: any Resolver
  private let asking: Asking?
  private static let mostServers = 8

  /// A reader that finds the servers with `resolver` and asks each of them with `asking`; without it, `resolver` is
  /// taken for the authority, as a zone file is.
  public init(resolver: any Resolver, asking: Asking?) {
    self.resolver = resolver
    self.asking = asking
  }

  /// Asks a server of the network over c-ares; one that is silent for some seconds has no answer.
  public static func network() -> Asking {
    { address, question in
      var options = CAresOptions()
      options.servers = [ServerAddress(address)]
      options.tries = 2
      guard let server = try? CAresResolver(options) else {
        return .failure(.unreachable("no socket"))
      }
      defer { server.shutdown() }
      return await server.answer(to: question)
    }
  }

  /// The TXT records of `domain`.
  public func read(_ domain: DomainName) async throws(PlanError) -> PublishedTexts {
    let question = DNSQuestion(domain, .txt)
    let (zone, names) = await cut(above: domain)
    let seen = await resolver.answer(to: question)
    guard let asking else { return try texts(seen, domain, zone: zone, servers: [], isAuthoritative: true) }
    var answers: [(server: String, answer: DNSAnswer)] = []
    for name in names.prefix(Self.mostServers) {
      guard let address = await address(of: name) else { continue }
      answers.append(("\(name) (\(address))", await asking(address, question)))
    }
    let given = answers.filter { if case .failure = $0.answer.status { false } else { true } }
    guard let first = given.first else {
      // Port 53 to the outside may be closed here: then the cache's word has to do.
      return try texts(seen, domain, zone: zone, servers: [], isAuthoritative: false)
    }
    for other in given.dropFirst() where Self.content(other.answer) != Self.content(first.answer) {
      throw PlanError(
        domain.description, "\(first.server) and \(other.server) disagree about its TXT records",
        "Wait until every name server has the same zone, or repair the transfer; then plan again.")
    }
    var answer = first.answer
    answer.ttl = given.map(\.answer.ttl).max() ?? answer.ttl
    return try texts(answer, domain, zone: zone, servers: given.map(\.server), isAuthoritative: true)
  }

  private func texts(
    _ answer: DNSAnswer, _ domain: DomainName, zone: DomainName, servers: [String], isAuthoritative: Bool
  ) throws(PlanError) -> PublishedTexts {
    if case .failure(let failure) = answer.status {
      throw PlanError("\(domain) TXT", "\(failure)", "Try again, or name a --resolver.")
    }
    var list: [TextRecord] = []
    if case .texts(let found) = answer.records { list = found }
    return PublishedTexts(
      domain: domain, zone: zone, texts: list, ttl: answer.ttl, servers: servers,
      isAuthoritative: isAuthoritative)
  }

  /// The zone of `domain` and its name servers.
  private func cut(above domain: DomainName) async -> (zone: DomainName, servers: [DomainName]) {
    var current: DomainName? = domain
    while let name = current, name != .root {
      if case .names(let list) = await resolver.answer(to: DNSQuestion(name, .ns)).records {
        return (name, list)
      }
      current = name.parent
    }
    return (domain, [])
  }

  private func address(of name: DomainName) async -> IPAddress? {
    for type in [DNSRecordType.a, .aaaa] {
      if case .addresses(let list) = await resolver.answer(to: DNSQuestion(name, type)).records {
        return list.first
      }
    }
    return nil
  }

  private static func content(_ answer: DNSAnswer) -> Set<[UInt8]> {
    guard case .texts(let list) = answer.records else { return [] }
    return Set(list.map(\.joined))
  }
}
