internal import SPF

/// Finds the addresses that pass by `a` and `mx` of names in the owner's zone alone.
struct HeldNamesFinder {
  let zone: DomainName
  let meaning: RecordMeaning

  /// The target of an `a` or `mx` of the zone that stands at `place`; nil for another term.
  func target(of place: TermPlace) -> (name: DomainName, isExchange: Bool)? {
    guard place.domain.isEqualToOrSubdomain(of: zone),
      let directive = try? SPFRecord("v=spf1 \(place.text)").terms.first?.directive
    else { return nil }
    let spec: DomainSpec?
    let isExchange: Bool
    switch directive.mechanism {
    case .a(let found, _): (spec, isExchange) = (found, false)
    case .mx(let found, _): (spec, isExchange) = (found, true)
    default: return nil
    }
    let name = spec == nil ? place.domain : spec?.constantName
    guard let name, name.isEqualToOrSubdomain(of: zone) else { return nil }
    return (name, isExchange)
  }

  /// What of `replaced` passes by names. `remaining` are the addresses that pass without the terms of the domain's own
  /// record that ask for names.
  func find(among replaced: NetworkSet, remaining: NetworkSet) -> HeldNames {
    var found = NetworkSet()
    var terms: [TermPlace] = []
    var questions: [DNSQuestion] = []
    for piece in meaning.pieces where piece.conditions.isEmpty && piece.outcome == .result(.pass) {
      guard let place = piece.place, let target = target(of: place) else { continue }
      let addresses = piece.addresses.intersection(replaced).subtracting(remaining)
      guard !addresses.isEmpty else { continue }
      found = found.union(addresses)
      if !terms.contains(place) { terms.append(place) }
      for question in self.questions(target, addresses) where !questions.contains(question) {
        questions.append(question)
      }
    }
    return HeldNames(addresses: found, terms: terms, questions: questions)
  }

  private func questions(
    _ target: (name: DomainName, isExchange: Bool), _ addresses: NetworkSet
  ) -> [DNSQuestion] {
    guard target.isExchange else { return hosts([target.name], addresses) }
    let exchange = DNSQuestion(target.name, .mx)
    guard case .mailExchanges(let list)? = answer(exchange)?.records else { return [exchange] }
    return [exchange] + hosts(list.map(\.exchange).filter { $0.isEqualToOrSubdomain(of: zone) }, addresses)
  }

  /// The address records of `names` that hold any of `addresses`.
  private func hosts(_ names: [DomainName], _ addresses: NetworkSet) -> [DNSQuestion] {
    var out: [DNSQuestion] = []
    for name in names {
      for type in [DNSRecordType.a, .aaaa] {
        guard case .addresses(let list)? = answer(DNSQuestion(name, type))?.records,
          list.contains(where: { addresses.contains($0) })
        else { continue }
        out.append(DNSQuestion(name, type))
      }
    }
    return out
  }

  private func answer(_ question: DNSQuestion) -> DNSAnswer? {
    meaning.answers.first { $0.question == question }?.answer
  }
}
