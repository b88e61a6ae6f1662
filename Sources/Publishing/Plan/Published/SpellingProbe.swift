internal import DNS
internal import SPF

/// Looks for the name that somebody meant who gave one that does not exist.
struct SpellingProbe {
  /// So many spellings are tried at most.
  private static let mostSpellings = 24

  let resolver: any Resolver
  let end: ContinuousClock.Instant

  /// A name with an SPF record that differs from `domain` by two neighbouring letters in the wrong order, by a letter too
  /// many, or by the labels before it; nil if there is none.
  func meant(by domain: DomainName, zone: DomainName) async -> DomainName? {
    for name in Self.spellings(of: domain) where await hasRecord(name) { return name }
    guard domain != zone, await hasRecord(zone) else { return nil }
    return zone
  }

  private func hasRecord(_ name: DomainName) async -> Bool {
    if case .none = await resolver.answer(to: DNSQuestion(name, .txt), until: end).selection {
      false
    } else {
      true
    }
  }

  /// The spellings of the first labels, all but the last one, those nearest to the front first.
  private static func spellings(of domain: DomainName) -> [DomainName] {
    let labels = domain.labels.map { Array($0) }
    var out: [DomainName] = []
    for index in labels.indices.dropLast() {
      for position in labels[index].indices.dropFirst() {
        for isSwapped in [true, false] {
          var label = labels[index]
          if isSwapped { label.swapAt(position - 1, position) } else { label.remove(at: position) }
          var changed = labels
          changed[index] = label
          if let name = DomainName(labels: changed), name != domain, !out.contains(name) { out.append(name) }
        }
      }
    }
    return Array(out.prefix(mostSpellings))
  }
}
