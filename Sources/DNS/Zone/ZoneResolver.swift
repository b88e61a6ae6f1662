public import SPF

/// Answers from zone data as its authoritative server would, with aliases followed (RFC 1034 section 4.3.2).
public struct ZoneResolver: ImmediateResolver {
  private let data: ZoneData
  /// Names that hold nothing but have names below them exist too (RFC 8020).
  private let emptyNonTerminals: Set<DomainName>
  /// The TTL of negative answers outside any zone with an SOA record.
  private static let negativeTTL: UInt32 = 300
  /// A chain of aliases no longer than this is followed.
  private static let longestAliasChain = 16

  /// A resolver over `data`.
  public init(_ data: ZoneData) {
    self.data = data
    var inner: Set<DomainName> = []
    for name in data.entries.keys {
      var parent = name.parent
      while let current = parent, current != .root, inner.insert(current).inserted { parent = current.parent }
    }
    emptyNonTerminals = inner
  }

  /// The answer, always at hand.
  public func answer(to question: DNSQuestion) async -> DNSAnswer { lookUp(question) }

  /// The answer, always at hand.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? { lookUp(question) }

  private func lookUp(_ question: DNSQuestion) -> DNSAnswer {
    var name = question.name
    var ttl = UInt32.max
    var details = DNSAnswer.Details()
    details.isAuthoritative = true
    for _ in 0...Self.longestAliasChain {
      guard let entry = entry(for: name) else {
        let negative = min(ttl, negativeTTL(for: name))
        details.greatestTTL = details.greatestTTL.map { max($0, negativeTTL(for: name)) }
        return emptyNonTerminals.contains(name)
          ? .noData(ttl: negative, details: details) : .noName(ttl: negative, details: details)
      }
      if let failure = entry.failures[question.type] { return .failure(failure) }
      if let records = entry.records[question.type] {
        details.greatestTTL = details.greatestTTL.map { max($0, records.ttl) }
        if question.type == .soa { details.serial = data.serials[name] }
        return DNSAnswer(records: records.data, ttl: min(ttl, records.ttl), details: details)
      }
      if let alias = entry.alias {
        name = alias.target
        details.canonicalName = name
        ttl = min(ttl, alias.ttl)
        details.greatestTTL = max(details.greatestTTL ?? 0, alias.ttl)
        continue
      }
      if let failure = entry.otherwise { return .failure(failure) }
      details.greatestTTL = details.greatestTTL.map { max($0, negativeTTL(for: name)) }
      return .noData(ttl: min(ttl, negativeTTL(for: name)), details: details)
    }
    return .failure(.aliasLoop)
  }

  /// What `name` holds: its own entry, or that of the wildcard at its closest encloser (RFC 4592 section 3.3.1).
  private func entry(for name: DomainName) -> ZoneData.Entry? {
    if let entry = data.entries[name] { return entry }
    guard !emptyNonTerminals.contains(name) else { return nil }
    var encloser = name.parent
    while let current = encloser {
      let labels: [[UInt8]] = [[UInt8(ascii: "*")]] + current.labels.map { Array($0) }
      if let wildcard = DomainName(labels: labels), let entry = data.entries[wildcard] { return entry }
      if data.entries[current] != nil || emptyNonTerminals.contains(current) { return nil }
      encloser = current.parent
    }
    return nil
  }

  private func negativeTTL(for name: DomainName) -> UInt32 {
    var current: DomainName? = name
    while let zone = current {
      if let ttl = data.negativeTTLs[zone] { return ttl }
      current = zone.parent
    }
    return Self.negativeTTL
  }
}
