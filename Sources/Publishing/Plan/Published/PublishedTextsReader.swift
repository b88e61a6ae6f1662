public import DNS
public import SPF

/// Reads the TXT records of a domain from every authoritative server, so that their TTL is the published one and not
/// what a cache has left of it.
public struct PublishedTextsReader: Sendable {
  private let resolver: any Resolver
  private let servers: [ServerAddress]
  private let connector: (any ServerConnector)?
  private let time: Duration
  /// A week, in seconds.
  private static let longestUsualTTL: UInt32 = 604_800

  /// A reader that asks `servers`, or those that `resolver` finds, through `connector`, and ends within `time`. Without
  /// a connector `resolver` is taken for the authority, as a zone file is.
  public init(
    resolver: any Resolver, servers: [ServerAddress] = [], connector: (any ServerConnector)?,
    time: Duration = .seconds(20)
  ) {
    self.resolver = resolver
    self.servers = servers
    self.connector = connector
    self.time = time
  }

  /// The TXT records of `domain`. Servers that are behind the others are said to be; if it cannot be told which of them
  /// are, nothing is.
  public func read(_ domain: DomainName) async throws(PlanError) -> PublishedTexts {
    guard let connector else {
      let zone = await ServerSurvey.zone(of: domain, resolver: resolver)?.apex
      let seen = await resolver.answer(to: DNSQuestion(domain, .txt))
      var found = try texts(seen, domain, zone: zone, servers: [], isAuthoritative: true, warnings: [])
      found.wildcardTypes = await wildcards(domain, zone: found.zone, resolver)
      return found
    }
    let survey = await ServerSurvey(
      domain, servers: servers, resolver: resolver, connector: connector,
      deadline: ContinuousClock.now.advanced(by: time), patience: time / 2
    ).run()
    let answers = survey.answers ?? []
    let usable = answers.filter(\.isUsable)
    guard let first = usable.first else {
      // Port 53 to the outside may be closed here: then the cache's word has to do.
      let seen = await resolver.answer(
        to: DNSQuestion(domain, .txt), until: ContinuousClock.now.advanced(by: time))
      let complaints = answers.compactMap { answer in
        answer.complaint.map { "\(answer.shown) \($0)." }
      }
      return try texts(
        seen, domain, zone: survey.zone, servers: [], isAuthoritative: false,
        warnings: survey.notes + complaints)
    }
    let newest = ServerAnswer.newestSerial(of: usable)
    // Who does not tell its serial may have the newest zone too.
    let current = usable.filter { $0.zone.details.serial ?? newest == newest }
    let chosen = current.first { $0.zone.details.serial == newest } ?? first
    for other in current where other.contents != chosen.contents {
      throw PlanError(
        domain.description,
        "\(chosen.shown) and \(other.shown) disagree about its TXT records"
          + (other.zone.details.serial.map { ", both with serial \($0)" } ?? ""),
        "Publish the same zone on every name server, with a higher serial; then plan again.")
    }
    var answer = chosen.texts
    // Who has asked a server that is behind keeps what that one says.
    answer.ttl = usable.map(\.texts.ttl).max() ?? answer.ttl
    var found = try texts(
      answer, domain, zone: survey.zone, servers: current.map(\.shown), isAuthoritative: true,
      warnings: survey.notes + Self.warnings(answers, chosen: chosen, newest: newest))
    if let server = connector.resolver(for: chosen.server) {
      found.wildcardTypes = await wildcards(domain, zone: found.zone, server)
    }
    return found
  }

  private func wildcards(
    _ domain: DomainName, zone: DomainName, _ resolver: any Resolver
  ) async -> Set<DNSRecordType> {
    await WildcardProbe(resolver: resolver, end: ContinuousClock.now.advanced(by: time / 2)).types(
      of: domain, zone: zone)
  }

  /// What a timetable that counts on all servers has to say about those that are silent or behind.
  private static func warnings(
    _ answers: [ServerAnswer], chosen: ServerAnswer, newest: UInt32?
  ) -> [String] {
    answers.compactMap { answer in
      if let complaint = answer.complaint {
        return
          "\(answer.shown) \(complaint). Nobody knows what it tells others: the times hold once it has the same zone."
      }
      guard let serial = answer.zone.details.serial, let newest, serial != newest else { return nil }
      let texts = answer.contents == chosen.contents ? "the same TXT records" : "other TXT records"
      return
        "\(answer.shown) has serial \(serial), the newest is \(newest), and \(texts): the times hold if it gets each change within the time for all servers."
    }
  }

  private func texts(
    _ answer: DNSAnswer, _ domain: DomainName, zone: DomainName?, servers: [String], isAuthoritative: Bool,
    warnings: [String]
  ) throws(PlanError) -> PublishedTexts {
    if case .failure(let failure) = answer.status, answer.details.canonicalName == nil {
      throw PlanError(
        "\(domain) TXT", (["\(failure)"] + warnings.map { String($0.dropLast()) }).joined(separator: "; "),
        "Try again, or name a --resolver or the authoritative --server.")
    }
    var list: [TextRecord] = []
    if case .texts(let found) = answer.records { list = found }
    let isAssumed = list.isEmpty && answer.details.isNegativeTTLAssumed
    var found = PublishedTexts(
      domain: domain, zone: zone ?? domain, texts: list, ttl: answer.ttl, servers: servers,
      isAuthoritative: isAuthoritative && !isAssumed,
      warnings: warnings + Self.remarks(on: answer, isAssumed: isAssumed))
    found.nameExists = answer.status != .noName
    found.canonicalName = answer.details.canonicalName
    return found
  }

  /// What is unusual about a TTL.
  private static func remarks(on answer: DNSAnswer, isAssumed: Bool) -> [String] {
    if isAssumed {
      return [
        "The answer that there is no record comes without the SOA record that tells for how long caches keep that (RFC 2308 section 3): \(answer.ttl) s is a guess."
      ]
    }
    if answer.ttl == 0 {
      return [
        "The TTL is 0, or has its top bit set, which counts as 0 (RFC 2181 section 8); some caches keep such an answer for a while all the same."
      ]
    }
    if answer.ttl > longestUsualTTL {
      return [
        "The TTL is \(answer.ttl) s. Most caches keep nothing for longer than a week; the times here are for those that do."
      ]
    }
    return []
  }
}
