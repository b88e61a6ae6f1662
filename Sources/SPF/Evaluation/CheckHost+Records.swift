/// Entering and leaving records: RFC 7208 sections 4.3 to 4.7, 5.2 and 6.1.
extension CheckHost {
  /// Initial processing (4.3).
  mutating func beginChecking() {
    tracer?.enter(domain: request.identity.domain)
    guard let domain = request.identity.domain else {
      return end(.none, Problem(.malformedDomain, domain: nil))
    }
    lookUpRecord(of: domain, role: .checked)
  }

  /// Record lookup (4.4): TXT only.
  mutating func lookUpRecord(of domain: DomainName, role: Role) {
    ask(domain, .txt, then: .record(domain, role))
  }

  /// Record lookup (4.4), selection (4.5) and syntax (4.6).
  mutating func receiveRecords(
    _ answer: DNSAnswer, _ question: DNSQuestion, domain: DomainName, role: Role
  ) {
    tracer?.record(lookup: LookupTrace(question: question, answer: answer))
    let code: Problem.Code
    switch answer.status {
    case .failure(let failure):
      return end(.temperror, Problem(.dns(failure), domain: domain, question: question))
    case .noName:
      code = .domainDoesNotExist
    case .noData:
      code = .noRecord
    case .records:
      switch answer.selection {
      case .record(let record):
        return enter(record, domain: domain, role: role)
      case .several:
        return end(.permerror, Problem(.multipleRecords, domain: domain))
      case .invalid(let error, let text):
        let term = Printable.ascii(text[error.term].prefix(64))
        return end(.permerror, Problem(.syntax(error), domain: domain, term: term))
      case .none:
        code = .noRecord
      }
    }
    guard role == .checked else {
      // A target without a record is permerror for include (5.2) and redirect (6.1).
      if answer.status != .records { counters.voidLookups += 1 }
      let problem = Problem(
        .targetWithoutRecord, domain: frame?.domain, term: currentTermText, question: question)
      return end(.permerror, problem)
    }
    end(.none, Problem(code, domain: domain))
  }

  /// Begins the evaluation of a record (4.6).
  private mutating func enter(_ record: SPFRecord, domain: DomainName, role: Role) {
    if let frame { parents.append(frame) }
    frame = Frame(record: record, domain: domain, role: role)
    hasBegunTerm = false
    phase = .directives
    tracer?.enter(record)
  }

  /// The directive under evaluation matched (4.6.2).
  mutating func match(_ reason: @autoclosure () -> String) {
    guard let frame else { return }
    let step = frame.record.steps[frame.step]
    let term = MatchedTerm(
      record: frame.record, termIndex: Int(step.termIndex), domain: frame.domain, depth: parents.count)
    if origin == nil { origin = term }
    matched = term
    tracer?.leaveTerm(.match, reason())
    leave(with: step.qualifier.result)
  }

  /// The directive under evaluation did not match: on to the next.
  mutating func doNotMatch(_ reason: @autoclosure () -> String) {
    tracer?.leaveTerm(.noMatch, reason())
    frame?.step += 1
    hasBegunTerm = false
    phase = .directives
  }

  /// No directive matched: `redirect` (6.1), or the default result (4.7).
  mutating func finishDirectives() {
    guard let frame, let index = frame.record.redirectIndex, !hasAll(frame.record) else {
      return leave(with: .neutral)
    }
    guard case .modifier(.redirect(let spec)) = frame.record.terms[index].content else { return }
    guard begin(termIndex: index, spec: spec) else { return }
    guard !cannotExpand(spec) else {
      tracer?.leaveTerm(.noMatch, Reasons.internationalLocalPart)
      return leave(with: .neutral)
    }
    guard let target = targetName(of: spec) else {
      return end(
        .permerror, Problem(.malformedTarget, domain: frame.domain, term: frame.record.text(ofTerm: index)))
    }
    tracer?.enter(domain: target)
    lookUpRecord(of: target, role: .redirect)
  }

  /// "Any redirect modifier MUST be ignored if there is an all mechanism anywhere in the record" (6.1).
  private func hasAll(_ record: SPFRecord) -> Bool {
    // Steps end with the first "all".
    record.steps.last?.operation == .all
  }

  /// check_host() of the current record has returned a result that is not an error.
  private mutating func leave(with result: SPFResult) {
    guard let decisive = frame else { return }
    var left = decisive
    tracer?.leave(result)
    // The result of a redirect's target is the result of the record that redirects (6.1).
    while left.role == .redirect, let parent = parents.popLast() {
      tracer?.leaveTerm(.match, Reasons.redirected(result))
      tracer?.leave(result)
      left = parent
    }
    if left.role == .include {
      frame = parents.popLast()
      // The table of section 5.2.
      if result == .pass { return match(Reasons.included(result)) }
      matched = nil
      origin = nil
      return doNotMatch(Reasons.included(result))
    }
    self.result = result
    // The explanation is that of the record that decided, be it the target of a redirect (6.2).
    frame = decisive
    phase = result == .fail && decisive.record.explanationIndex != nil ? .explaining : .done
  }

  /// Ends the whole evaluation with an error, or with none.
  mutating func end(_ result: SPFResult, _ problem: Problem) {
    self.result = result
    self.problem = problem
    matched = nil
    origin = nil
    phase = .done
    tracer?.fail(result, problem)
  }
}
