internal import DNS
internal import SPF

/// Finds out whether a name has what it has from a wildcard (RFC 4592).
struct WildcardProbe {
  /// Nobody has a name like that.
  private static let label = Array("no-such-name-asks-spf-plan".utf8)
  private static let types: [DNSRecordType] = [.txt, .mx, .a, .aaaa]

  let resolver: any Resolver
  let end: ContinuousClock.Instant

  /// The types of records that `domain` has from a wildcard. It has if a name below it, and one beside it, have the same:
  /// a name that exists shields the names below it from the wildcards above (RFC 4592 section 2.2.1).
  func types(of domain: DomainName, zone: DomainName) async -> Set<DNSRecordType> {
    guard domain != zone, let parent = domain.parent,
      let below = DomainName(labels: [Self.label] + domain.labels.map { Array($0) }),
      let beside = DomainName(labels: [Self.label] + parent.labels.map { Array($0) })
    else { return [] }
    return await withTaskGroup(of: DNSRecordType?.self) { group in
      for type in Self.types {
        group.addTask {
          let own = await content(domain, type)
          guard own != nil, await content(below, type) == own, await content(beside, type) == own else {
            return nil
          }
          return type
        }
      }
      return await group.reduce(into: []) { types, type in if let type { types.insert(type) } }
    }
  }

  /// What a name has, in any order; nil if it has nothing, or the server does not say.
  private func content(_ name: DomainName, _ type: DNSRecordType) async -> Set<AnyHashable>? {
    let answer = await resolver.answer(to: DNSQuestion(name, type), until: end)
    return switch answer.records {
    case .none: answer.details.canonicalName.map { [$0] }
    case .addresses(let list): Set(list)
    case .mailExchanges(let list): Set(list)
    case .names(let list): Set(list)
    case .texts(let list): Set(list)
    }
  }
}
