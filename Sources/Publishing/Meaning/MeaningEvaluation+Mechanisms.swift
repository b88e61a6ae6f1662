internal import SPF

/// The mechanisms that ask DNS about addresses and names (RFC 7208 sections 5.3, 5.4, 5.5 and 5.7).
extension MeaningEvaluation {
  /// Takes what the mechanism matches out of `flows`.
  mutating func look(
    _ mechanism: Mechanism, _ flows: inout [Flow], _ place: TermPlace
  ) async throws(MeaningError) -> [Flow] {
    var matched: [Flow] = []
    var rest: [Flow] = []
    for (target, part) in byTarget(mechanism.domainSpec, flows, place.domain) {
      switch (target, mechanism) {
      case (.malformed, _): rest += part
      case (.dependent(needsValidatedName: true), _):
        // The PTR query counts like a term, once: what follows has one lookup less, or not.
        for flow in part { add(flow, .open, place, nil) }
      case (_, .ptr), (.dependent, _):
        for flow in part {
          let split = try branch(flow, mechanism, place)
          matched += split.matched
          rest += split.rest
        }
      case (.name(let name), .a(_, let lengths)):
        let split = await addresses(of: name, lengths, part, place)
        matched += split.matched
        rest += split.rest
      case (.name(let name), .mx(_, let lengths)):
        let split = await exchanges(of: name, lengths, part, place)
        matched += split.matched
        rest += split.rest
      case (.name(let name), _):
        let question = DNSQuestion(name, .a)
        switch await ask(question).status {
        case .records: matched += part
        case .noData, .noName: rest += countVoid(part, place, question)
        case .failure(let failure): end(part, failure, place, question)
        }
      }
    }
    flows = rest
    return matched
  }

  /// The addresses of `name` (5.3); each client is compared with those of its own family.
  private mutating func addresses(
    of name: DomainName, _ lengths: DualCIDRLength, _ flows: [Flow], _ place: TermPlace
  ) async -> (matched: [Flow], rest: [Flow]) {
    var matched: [Flow] = []
    var rest: [Flow] = []
    for (family, type, other) in [
      (IPAddress.Family.ipv4, DNSRecordType.a, DNSRecordType.aaaa), (.ipv6, .aaaa, .a),
    ] {
      let part = Self.members(of: family, flows)
      guard !part.isEmpty else { continue }
      let question = DNSQuestion(name, type)
      let answer = await ask(question)
      switch answer.status {
      case .failure(let failure): end(part, failure, place, question)
      case .noName: rest += countVoid(part, place, question)
      case .noData:
        // A name with addresses of the other family is not void.
        let status = await ask(DNSQuestion(name, other)).status
        let isVoid = status == .noData || status == .noName
        rest += isVoid ? countVoid(part, place, question) : part
      case .records:
        guard case .addresses(let list) = answer.records else {
          rest += part
          continue
        }
        let networks = list.compactMap { address in
          address.family == family
            ? IPNetwork(address: address, prefixLength: lengths.length(for: family)) : nil
        }
        let split = Flow.split(part, by: NetworkSet(networks))
        matched += split.inside
        rest += split.outside
      }
    }
    return (matched, rest)
  }

  /// The addresses of the mail exchanges of `name`, one after the other (5.4).
  private mutating func exchanges(
    of name: DomainName, _ lengths: DualCIDRLength, _ flows: [Flow], _ place: TermPlace
  ) async -> (matched: [Flow], rest: [Flow]) {
    let question = DNSQuestion(name, .mx)
    let answer = await ask(question)
    switch answer.status {
    case .failure(let failure):
      end(flows, failure, place, question)
      return ([], [])
    case .noName, .noData: return ([], countVoid(flows, place, question))
    case .records: break
    }
    guard case .mailExchanges(let list) = answer.records else { return ([], flows) }
    guard list.count <= limits.mailExchanges else {
      let problem = Problem(
        .mailExchangeLimit(limits.mailExchanges), domain: place.domain, term: place.text, question: question)
      end(flows, .permerror, place, problem)
      return ([], [])
    }
    var matched: [Flow] = []
    var rest = flows
    for exchange in list where exchange.exchange != .root && !rest.isEmpty {
      let split = await addresses(of: exchange.exchange, lengths, rest, place)
      matched += split.matched
      rest = split.rest
    }
    return (matched, rest)
  }

  private mutating func end(
    _ flows: [Flow], _ failure: DNSFailure, _ place: TermPlace, _ question: DNSQuestion
  ) {
    end(
      flows, .temperror, place,
      Problem(.dns(failure), domain: place.domain, term: place.text, question: question))
  }

  /// A term that depends on the message: every way in which evaluation can go on, except with a DNS error, which
  /// ends it.
  private mutating func branch(
    _ flow: Flow, _ mechanism: Mechanism, _ place: TermPlace
  ) throws(MeaningError) -> (matched: [Flow], rest: [Flow]) {
    let key = Self.key(mechanism, place)
    // The same question has the same answer within one evaluation.
    let known = flow.state.conditions.first { $0.key == key }
    var ways: [(matched: Bool, voids: Int)]
    switch mechanism {
    case .exists: ways = [(true, 0), (false, 1)]
    case .ptr where flow.state.hasPointers: ways = [(true, 0), (false, 0)]
    case .ptr: ways = [(true, 0), (false, 0), (false, 1)]
    case .mx:
      let voids = 0...(limits.voidLookups - flow.state.voidLookups + 1)
      ways = voids.map { (false, $0) } + voids.dropLast().map { (true, $0) }
    default: ways = [(true, 0), (false, 0), (false, 1)]
    }
    if let known { ways = ways.filter { $0.matched == known.matched } }
    if let known, case .ptr = mechanism { ways = [(known.matched, 0)] }
    try spend(ways.count)
    var matched: [Flow] = []
    var rest: [Flow] = []
    for way in ways {
      var next = flow
      if case .ptr = mechanism { next.state.hasPointers = true }
      if known == nil || ways.count > 1 {
        next.state.conditions.append(
          Condition(place: place, key: key, matched: way.matched, voidLookups: way.voids))
      }
      let going = countVoid([next], place, nil, way.voids)
      if way.matched { matched += going } else { rest += going }
    }
    return (matched, rest)
  }

  /// What the term asks.
  private static func key(_ mechanism: Mechanism, _ place: TermPlace) -> String {
    let bare = place.text.first.map { "+-~?".contains($0) } == true ? place.text.dropFirst() : place.text[...]
    let dependsOnDomain = mechanism.domainSpec?.macroString.contains(anyOf: [.domain]) ?? true
    return dependsOnDomain ? "\(bare) of \(place.domain)" : String(bare)
  }
}
