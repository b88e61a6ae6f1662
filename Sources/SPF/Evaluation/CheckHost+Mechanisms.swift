/// The mechanisms (RFC 7208 section 5).
extension CheckHost {
  /// Considers each directive in turn, from left to right (4.6.2), until one has to ask DNS.
  mutating func evaluateDirectives() {
    guard let current = frame else { return }
    let steps = current.record.steps
    var index = current.step
    if tracer == nil {
      index = Self.skipNetworks(steps, from: index, client: request.client)
      frame?.step = index
    }
    guard index < steps.count else { return finishDirectives() }
    let step = steps[index]
    let client = request.client
    switch step.operation {
    case .all:
      traceBegin(step)
      match(Reasons.all)
    case .ip4:
      traceBegin(step)
      guard client.family == .ipv4 else { return doNotMatch(Reasons.otherFamily(.ipv4)) }
      if step.matchesIPv4(client.low) {
        match(Reasons.inNetwork(client))
      } else {
        doNotMatch(Reasons.notInNetwork(client))
      }
    case .ip6:
      traceBegin(step)
      guard client.family == .ipv6 else { return doNotMatch(Reasons.otherFamily(.ipv6)) }
      if step.matchesIPv6(client) {
        match(Reasons.inNetwork(client))
      } else {
        doNotMatch(Reasons.notInNetwork(client))
      }
    case .include, .a, .mx, .ptr, .exists:
      evaluateLookup(step, of: current)
    }
  }

  /// The first directive from `start` on that is not a network, or is one that matches.
  @inline(__always)
  private static func skipNetworks(_ steps: [Step], from start: Int, client: IPAddress) -> Int {
    var index = start
    let isIPv4 = client.family == .ipv4
    while index < steps.count {
      let step = steps[index]
      switch step.operation {
      case .ip4:
        if isIPv4, step.matchesIPv4(client.low) { return index }
      case .ip6:
        if !isIPv4, step.matchesIPv6(client) { return index }
      default:
        return index
      }
      index += 1
    }
    return index
  }

  private mutating func traceBegin(_ step: Step) {
    tracer?.enterTerm(Int(step.termIndex), lookupNumber: nil)
  }

  /// A mechanism that causes DNS queries.
  private mutating func evaluateLookup(_ step: Step, of frame: Frame) {
    let index = Int(step.termIndex)
    guard let mechanism = frame.record.terms[index].directive?.mechanism else { return }
    let spec = mechanism.domainSpec
    guard begin(termIndex: index, spec: spec) else { return }
    if let spec, cannotExpand(spec) { return doNotMatch(Reasons.internationalLocalPart) }
    let target: DomainName
    if let spec {
      guard let name = targetName(of: spec) else {
        // RFC 7208 leaves open what becomes of a target that is no domain name (4.8). There is nothing to
        // look up, so nothing matches; but an include without a record is permerror (5.2).
        guard step.operation == .include else { return doNotMatch(Reasons.malformedTarget) }
        return end(
          .permerror,
          Problem(.malformedTarget, domain: frame.domain, term: frame.record.text(ofTerm: index)))
      }
      target = name
    } else {
      target = frame.domain
    }
    tracer?.setTarget(target)
    switch step.operation {
    case .include:
      tracer?.enter(domain: target)
      lookUpRecord(of: target, role: .include)
    case .a:
      ask(target, addressType, then: .addresses)
    case .mx:
      ask(target, .mx, then: .exchanges)
    case .ptr:
      guard let names = validatedNames else { return lookUpPointers() }
      matchPointers(names, target: target)
    case .exists:
      ask(target, .a, then: .existence)
    case .all, .ip4, .ip6:
      break
    }
  }

  /// Counts a term that causes DNS queries (4.6.4), and has the validated name looked up if its domain-spec
  /// needs it. False if evaluation has to wait for that, or is over.
  mutating func begin(termIndex: Int, spec: DomainSpec?) -> Bool {
    if !hasBegunTerm {
      hasBegunTerm = true
      // A match may have left some of an earlier "mx" unasked.
      if !exchanges.isEmpty { exchanges = [] }
      exchangeIndex = 0
      counters.lookups += 1
      tracer?.enterTerm(termIndex, lookupNumber: counters.lookups)
      if let spec, spec.dependsOnSender { dependsOnSender = true }
      guard isWithinLookupLimit(termIndex: termIndex) else { return false }
      // The PTR query of %{p} counts like a term of its own.
      if let spec, spec.needsValidatedName, validatedNames == nil {
        counters.lookups += 1
        guard isWithinLookupLimit(termIndex: termIndex) else { return false }
      }
    }
    if let spec, spec.needsValidatedName, validatedNames == nil {
      lookUpPointers()
      return false
    }
    return true
  }

  private mutating func isWithinLookupLimit(termIndex: Int) -> Bool {
    guard counters.lookups > limits.lookups else { return true }
    let term = frame?.record.text(ofTerm: termIndex)
    end(.permerror, Problem(.lookupLimit(limits.lookups), domain: frame?.domain, term: term))
    return false
  }

  /// Whether `%{s}` or `%{l}` would expand a local part that is not ASCII: such a term matches nothing
  /// (RFC 8616 section 4).
  func cannotExpand(_ spec: DomainSpec) -> Bool {
    hasInternationalLocalPart && spec.needsLocalPart
  }

  /// `<target-name>` (4.8); nil if it is no domain name.
  func targetName(of spec: DomainSpec) -> DomainName? {
    if spec.isConstant { return spec.constantName }
    return DomainName(expanded: expander.expand(spec.macroString))
  }

  /// The type of address record that can match the client (5).
  var addressType: DNSRecordType { request.client.family == .ipv4 ? .a : .aaaa }

  // MARK: Answers

  /// The answer ends evaluation with temperror (5).
  mutating func end(_ failure: DNSFailure, _ question: DNSQuestion) {
    end(
      .temperror,
      Problem(.dns(failure), domain: frame?.domain, term: currentTermText, question: question))
  }

  /// Counts a void lookup (4.6.4). False if that was one too many.
  mutating func countVoid(_ question: DNSQuestion) -> Bool {
    counters.voidLookups += 1
    tracer?.markVoid()
    guard counters.voidLookups > limits.voidLookups else { return true }
    end(
      .permerror,
      Problem(
        .voidLookupLimit(limits.voidLookups), domain: frame?.domain, term: currentTermText,
        question: question))
    return false
  }

  /// The directive under evaluation.
  private var currentMechanism: Mechanism? {
    guard let frame, frame.step < frame.record.steps.count else { return nil }
    return frame.record.terms[Int(frame.record.steps[frame.step].termIndex)].directive?.mechanism
  }

  /// Addresses for `a` (5.3) or `mx` (5.4).
  mutating func receiveAddresses(_ answer: DNSAnswer, _ question: DNSQuestion) {
    tracer?.lookup(LookupTrace(question: question, answer: answer))
    let client = request.client
    switch answer.status {
    case .failure(let failure):
      end(failure, question)
    case .records:
      guard let address = firstMatch(in: answer) else { return nextExchange(or: Reasons.noAddress(client)) }
      match(Reasons.address(address, of: question.name))
    case .noName:
      guard countVoid(question) else { return }
      nextExchange(or: Reasons.noName(question.name))
    case .noData:
      // A name that has addresses of the other family only is not void (4.6.4 speaks of answers, and a
      // client that happens to use IPv6 must not turn a good record into permerror).
      ask(question.name, question.type == .a ? .aaaa : .a, then: .otherFamily)
    }
  }

  /// Whether a name without addresses of the client's family has any at all.
  mutating func receiveOtherFamily(_ answer: DNSAnswer, _ question: DNSQuestion) {
    tracer?.lookup(LookupTrace(question: question, answer: answer))
    if answer.status != .records, !countVoid(question) { return }
    let family = request.client.family
    nextExchange(or: Reasons.noAddressOfFamily(question.name, family))
  }

  /// An address of `answer` that is the client's, as far as the prefix length goes (5).
  private func firstMatch(in answer: DNSAnswer) -> IPAddress? {
    guard case .addresses(let addresses) = answer.records else { return nil }
    let lengths: DualCIDRLength
    switch currentMechanism {
    case .a(_, let given), .mx(_, let given): lengths = given
    default: lengths = DualCIDRLength()
    }
    let family = request.client.family
    let (high, low) = IPAddress.mask(family: family, length: lengths.length(for: family))
    return addresses.first {
      $0.family == family && ($0.high ^ request.client.high) & high == 0
        && ($0.low ^ request.client.low) & low == 0
    }
  }

  /// MX records (5.4).
  mutating func receiveExchanges(_ answer: DNSAnswer, _ question: DNSQuestion) {
    tracer?.lookup(LookupTrace(question: question, answer: answer))
    switch answer.status {
    case .failure(let failure):
      end(failure, question)
    case .noName, .noData:
      guard countVoid(question) else { return }
      doNotMatch(Reasons.noExchange(question.name))
    case .records:
      guard case .mailExchanges(let list) = answer.records else {
        return doNotMatch(Reasons.noExchange(question.name))
      }
      guard list.count <= limits.mailExchanges else {
        return end(
          .permerror,
          Problem(
            .mailExchangeLimit(limits.mailExchanges), domain: frame?.domain, term: currentTermText,
            question: question))
      }
      exchanges = list
      exchangeIndex = 0
      nextExchange(or: Reasons.noExchange(question.name))
    }
  }

  /// Asks for the addresses of the next exchange; without one the directive does not match.
  private mutating func nextExchange(or reason: @autoclosure () -> String) {
    while exchangeIndex < exchanges.count {
      let host = exchanges[exchangeIndex].exchange
      exchangeIndex += 1
      // The null MX (RFC 7505) names the root, which has no address.
      if host != .root { return ask(host, addressType, then: .addresses) }
    }
    doNotMatch(reason())
  }

  /// The A records for `exists` (5.7).
  mutating func receiveExistence(_ answer: DNSAnswer, _ question: DNSQuestion) {
    tracer?.lookup(LookupTrace(question: question, answer: answer))
    switch answer.status {
    case .failure(let failure): end(failure, question)
    case .records: match(Reasons.exists(question.name))
    case .noName, .noData:
      guard countVoid(question) else { return }
      doNotMatch(Reasons.existsNot(question.name))
    }
  }
}
