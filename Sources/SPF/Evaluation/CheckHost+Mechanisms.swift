/// The mechanisms (RFC 7208 section 5).
extension CheckHost {
  /// Considers each directive in turn, from left to right (4.6.2), until one has to ask DNS.
  mutating func evaluateDirectives() {
    let client = request.client
    if tracer == nil { frame.step = frame.record.skipNetworks(from: frame.step, client: client) }
    guard frame.step < frame.record.stepCount else { return finishDirectives() }
    let step = frame.record.step(at: frame.step)
    switch step.operation {
    case .all:
      tracer?.enterTerm(Int(step.termIndex), lookupNumber: nil)
      match(Reasons.all)
    case .ip4:
      tracer?.enterTerm(Int(step.termIndex), lookupNumber: nil)
      guard client.family == .ipv4 else { return doNotMatch(Reasons.otherFamily(.ipv4)) }
      guard step.matchesIPv4(client.low) else { return doNotMatch(Reasons.notInNetwork(client)) }
      match(Reasons.inNetwork(client))
    case .ip6:
      tracer?.enterTerm(Int(step.termIndex), lookupNumber: nil)
      guard client.family == .ipv6 else { return doNotMatch(Reasons.otherFamily(.ipv6)) }
      guard step.matchesIPv6(client) else { return doNotMatch(Reasons.notInNetwork(client)) }
      match(Reasons.inNetwork(client))
    case .include, .a, .mx, .ptr, .exists:
      guard begin(termIndex: Int(step.termIndex)) else { return }
      findTarget(of: step)
    }
  }

  /// Finds `<target-name>` (4.8) and evaluates the mechanism with it.
  private mutating func findTarget(of step: Step) {
    switch step.target {
    case .domain:
      look(up: frame.domain, for: step)
    case .constant:
      look(up: frame.record.constantTarget(ofStep: frame.step), for: step)
    case .malformed:
      doNotMatchMalformedTarget(of: step)
    case .macro:
      guard let spec = frame.record.terms[Int(step.termIndex)].directive?.mechanism.domainSpec,
        prepare(spec, termIndex: Int(step.termIndex))
      else { return }
      if cannotExpand(spec) { return doNotMatch(Reasons.internationalLocalPart) }
      guard let target = targetName(of: spec) else { return doNotMatchMalformedTarget(of: step) }
      look(up: target, for: step)
    }
  }

  /// RFC 7208 leaves open what becomes of a target that is no domain name (4.8). There is nothing to look up,
  /// so nothing matches; but an include without a record is permerror (5.2).
  private mutating func doNotMatchMalformedTarget(of step: Step) {
    if step.operation == .include { return endWithMalformedTarget(termIndex: Int(step.termIndex)) }
    doNotMatch(Reasons.malformedTarget)
  }

  /// Asks DNS what the mechanism needs to know about its target.
  private mutating func look(up target: DomainName, for step: Step) {
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

  /// Begins a term that causes DNS queries, unless that has been done: counts it (4.6.4). False if it is one
  /// too many.
  mutating func begin(termIndex: Int) -> Bool {
    guard !hasBegunTerm else { return true }
    hasBegunTerm = true
    // A match may have left some of an earlier "mx" unasked.
    if !exchanges.isEmpty { exchanges = [] }
    exchangeIndex = 0
    tracer?.enterTerm(termIndex, lookupNumber: counters.lookups + 1)
    return countLookup(termIndex: termIndex)
  }

  /// Makes ready what a domain-spec with macros needs: the validated names, whose PTR query counts like a
  /// term of its own (4.6.4). False if evaluation has to wait for them, or is over.
  mutating func prepare(_ spec: DomainSpec, termIndex: Int) -> Bool {
    if spec.dependsOnSender { dependsOnSender = true }
    guard spec.needsValidatedName, validatedNames == nil else { return true }
    if countLookup(termIndex: termIndex) { lookUpPointers() }
    return false
  }

  private mutating func countLookup(termIndex: Int) -> Bool {
    counters.lookups += 1
    guard counters.lookups > limits.lookups else { return true }
    end(
      .permerror,
      Problem(.lookupLimit(limits.lookups), domain: frame.domain, term: frame.record.text(ofTerm: termIndex)))
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
    return DomainName(expanded: expander.target(spec.macroString))
  }

  /// The type of address record that can match the client (5).
  var addressType: DNSRecordType { request.client.family == .ipv4 ? .a : .aaaa }

  // MARK: Answers

  /// The answer ends evaluation with temperror (5).
  mutating func end(_ failure: DNSFailure, _ question: DNSQuestion) {
    end(
      .temperror,
      Problem(.dns(failure), domain: frame.domain, term: currentTermText, question: question))
  }

  /// Counts a void lookup (4.6.4). False if that was one too many.
  mutating func countVoid(_ question: DNSQuestion) -> Bool {
    counters.voidLookups += 1
    tracer?.markVoid()
    guard counters.voidLookups > limits.voidLookups else { return true }
    end(
      .permerror,
      Problem(
        .voidLookupLimit(limits.voidLookups), domain: frame.domain, term: currentTermText,
        question: question))
    return false
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
    // A failure tells nothing of what there is, and the name itself does exist.
    let isVoid = answer.status == .noData || answer.status == .noName
    if isVoid, !countVoid(question) { return }
    let family = request.client.family
    nextExchange(or: Reasons.noAddressOfFamily(question.name, family))
  }

  /// An address of `answer` that is the client's, as far as the prefix length goes (5).
  private func firstMatch(in answer: DNSAnswer) -> IPAddress? {
    guard case .addresses(let addresses) = answer.records else { return nil }
    let step = frame.record.step(at: frame.step)
    let client = request.client
    for address in addresses where step.matches(address, client: client) { return address }
    return nil
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
            .mailExchangeLimit(limits.mailExchanges), domain: frame.domain, term: currentTermText,
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
