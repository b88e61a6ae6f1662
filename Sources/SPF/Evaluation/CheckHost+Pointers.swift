/// The validated names of the client: `ptr` (RFC 7208 section 5.5) and `%{p}` (section 7.3).
extension CheckHost {
  /// Performs the reverse mapping of the client. Done once for each evaluation; afterwards the term that
  /// needed it is evaluated again, from ``validatedNames``.
  mutating func lookUpPointers() {
    isExplaining = phaseIsExplaining
    ask(request.client.reverseName, .ptr, then: .pointers)
  }

  private var phaseIsExplaining: Bool {
    if case .explaining = phase { true } else { false }
  }

  /// PTR records; no more than ten are validated (4.6.4).
  mutating func receivePointers(_ answer: DNSAnswer, _ question: DNSQuestion) {
    trace(answer, question)
    pointerNames = []
    pointerIndex = 0
    validatedNames = []
    switch answer.status {
    case .records:
      if case .names(let names) = answer.records { pointerNames = Array(names.prefix(limits.pointers)) }
    case .noName, .noData:
      if !isExplaining {
        guard countVoid(question) else { return }
      }
    case .failure:
      // "If a DNS error occurs while doing the PTR RR lookup, then this mechanism fails to match."
      break
    }
    validateNextPointer()
  }

  private mutating func validateNextPointer() {
    guard pointerIndex < pointerNames.count else {
      phase = isExplaining ? .explaining : .directives
      return
    }
    ask(pointerNames[pointerIndex], addressType, then: .pointerAddresses)
  }

  /// A name is validated if the client's address is among its addresses. A name without any is no void
  /// lookup: these names are the client's choice, and must not turn somebody else's record into permerror.
  mutating func receivePointerAddresses(_ answer: DNSAnswer, _ question: DNSQuestion) {
    trace(answer, question)
    if case .addresses(let addresses) = answer.records, addresses.contains(request.client) {
      validatedNames?.append(question.name)
    }
    // "If a DNS error occurs while doing an A RR lookup, then that domain name is skipped."
    pointerIndex += 1
    validateNextPointer()
  }

  private mutating func trace(_ answer: DNSAnswer, _ question: DNSQuestion) {
    let lookup = LookupTrace(question: question, answer: answer)
    if isExplaining { tracer?.explanation(lookup) } else { tracer?.lookup(lookup) }
  }

  /// `ptr` matches if a validated name is the target or a subdomain of it (5.5).
  mutating func matchPointers(_ names: [DomainName], target: DomainName) {
    let client = request.client
    if let name = names.first(where: { $0.isEqualToOrSubdomain(of: target) }) {
      match(Reasons.pointer(name, target))
    } else {
      doNotMatch(Reasons.noPointer(client, target))
    }
  }
}
