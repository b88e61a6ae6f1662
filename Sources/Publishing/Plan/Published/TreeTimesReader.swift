internal import DNS
internal import SPF

/// Asks the authoritative servers of names for the TTLs with which they answer.
struct TreeTimesReader {
  /// So many questions are put to authoritative servers; for what is beyond, a cache has to do.
  private static let mostQuestions = 64
  /// The servers of a zone that are asked.
  private static let serversAsked = 2
  /// So many zones may a chain of aliases lead through.
  private static let longestChain = 8

  let resolver: any Resolver
  /// Nil if the resolver is the authority.
  let connector: (any ServerConnector)?
  /// These are asked for names in their zone.
  let servers: [ServerAddress]
  let zone: DomainName
  let end: ContinuousClock.Instant

  func read(_ questions: [DNSQuestion]) async -> TreeTimes {
    var answers: [(question: DNSQuestion, ttl: UInt32)] = []
    var guessed: [DNSQuestion] = []
    var open: [DomainName: [any Resolver]] = [:]
    for (index, question) in questions.enumerated() {
      var ttl: UInt32?
      if connector == nil {
        ttl = await longest(question, resolver).ttl
      } else if index < Self.mostQuestions {
        ttl = await authoritative(question, &open)
      }
      if ttl == nil { guessed.append(question) }
      if let ttl {
        answers.append((question, ttl))
      } else {
        answers.append((question, await longest(question, resolver).ttl))
      }
    }
    return TreeTimes(answers: answers, guessed: guessed)
  }

  /// The greatest TTL that the servers in charge give, along the chain of aliases; nil if one of its links has none that
  /// answers.
  private func authoritative(
    _ question: DNSQuestion, _ open: inout [DomainName: [any Resolver]]
  ) async -> UInt32? {
    var question = question
    var ttl: UInt32 = 0
    for _ in 0..<Self.longestChain {
      var next: DomainName?
      var isAnswered = false
      for server in await self.servers(of: question.name, &open) {
        let found = await longest(question, server)
        guard found.answer.details.isAuthoritative, !found.answer.details.isAboutOthers else { continue }
        isAnswered = true
        ttl = max(ttl, found.ttl)
        // The server may know only the beginning of a chain.
        if found.answer.status != .records, let target = found.answer.details.canonicalName {
          next = target == question.name ? nil : target
        }
      }
      guard isAnswered else { return nil }
      guard let target = next else { return ttl }
      question.name = target
    }
    return nil
  }

  /// The answer, and the greatest TTL for which a cache may keep it, or that there is nothing: a question for a type that
  /// nobody has any more tells how long that is.
  private func longest(
    _ question: DNSQuestion, _ resolver: any Resolver
  ) async -> (answer: DNSAnswer, ttl: UInt32) {
    async let other = resolver.answer(to: DNSQuestion(question.name, .spf), until: end)
    let answer = await resolver.answer(to: question, until: end)
    let nothing = await other
    return (answer, max(answer.longestTTL, nothing.details.isNegativeTTLAssumed ? 0 : nothing.longestTTL))
  }

  private func servers(
    of name: DomainName, _ open: inout [DomainName: [any Resolver]]
  ) async -> [any Resolver] {
    let bounded = DeadlineResolver(resolver, until: end)
    guard let connector else { return [] }
    if !servers.isEmpty, name.isEqualToOrSubdomain(of: zone) {
      return opened(zone, servers, connector, &open)
    }
    guard let found = await ServerSurvey.zone(of: name, resolver: bounded) else { return [] }
    if let known = open[found.apex] { return known }
    var addresses: [IPAddress] = []
    for host in found.hosts.sorted() where addresses.count < Self.serversAsked {
      // One address of a server is enough; a host without IPv6 reaches the others only.
      let list = await bounded.addresses(of: host) ?? []
      if let address = list.first(where: { $0.family == .ipv4 }) ?? list.first { addresses.append(address) }
    }
    return opened(found.apex, addresses.map { ServerAddress($0) }, connector, &open)
  }

  private func opened(
    _ zone: DomainName, _ servers: [ServerAddress], _ connector: any ServerConnector,
    _ open: inout [DomainName: [any Resolver]]
  ) -> [any Resolver] {
    if let known = open[zone] { return known }
    let resolvers = servers.prefix(Self.serversAsked).compactMap { connector.resolver(for: $0) }
    open[zone] = resolvers
    return resolvers
  }
}

extension DNSAnswer {
  /// The greatest TTL in seconds of what the answer came from.
  var longestTTL: UInt32 { max(ttl, details.greatestTTL ?? 0) }
}
