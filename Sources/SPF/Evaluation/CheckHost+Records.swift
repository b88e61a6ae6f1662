/// Entering and leaving records: RFC 7208 sections 4.3 to 4.7, 5.2 and 6.1.
extension CheckHost {
  /// Initial processing (4.3).
  mutating func beginChecking() {
    tracer?.enter(domain: domain)
    guard let domain else {
      return end(.none, Problem(.malformedDomain, domain: nil))
    }
    lookUpRecord(of: domain, role: .checked)
  }

  /// Record lookup (4.4): TXT only.
  mutating func lookUpRecord(of domain: DomainName, role: Role) {
    ask(domain, .txt, then: .record(role))
  }

  /// Record lookup (4.4), selection (4.5) and syntax (4.6).
  mutating func receiveRecords(_ answer: DNSAnswer, _ question: DNSQuestion, role: Role) {
    let domain = question.name
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
        .targetWithoutRecord, domain: frame.domain, term: currentTermText, question: question)
      return end(.permerror, problem)
    }
    end(.none, Problem(code, domain: domain))
  }

  /// Begins the evaluation of a record (4.6).
  private mutating func enter(_ record: SPFRecord, domain: DomainName, role: Role) {
    tracer?.enter(record)
    var entered = Frame(record: record, domain: domain, role: role)
    if hasEntered {
      swap(&frame, &entered)
      parents.append(entered)
    } else {
      frame = entered
      hasEntered = true
    }
    hasBegunTerm = false
    phase = .directives
  }

  /// The directive under evaluation matched (4.6.2).
  mutating func match(_ reason: @autoclosure () -> String) {
    let step = frame.record.step(at: frame.step)
    // Only an include asks twice; then the first one is where the match comes from.
    if origin == nil, matched != nil { swap(&origin, &matched) }
    matched = MatchedTerm(
      record: frame.record, termIndex: Int(step.termIndex), domain: frame.domain, depth: parents.count)
    tracer?.leaveTerm(.match, reason())
    leave(with: step.qualifier.result)
  }

  /// The directive under evaluation did not match: on to the next.
  mutating func doNotMatch(_ reason: @autoclosure () -> String) {
    tracer?.leaveTerm(.noMatch, reason())
    frame.step += 1
    hasBegunTerm = false
    phase = .directives
  }

  /// No directive matched: `redirect` (6.1), or the default result (4.7).
  mutating func finishDirectives() {
    guard let index = frame.record.redirectIndex, !frame.record.hasAll,
      case .modifier(.redirect(let spec)) = frame.record.terms[index].content
    else { return leave(with: .neutral) }
    guard begin(termIndex: index), prepare(spec, termIndex: index) else { return }
    guard !cannotExpand(spec) else {
      tracer?.leaveTerm(.noMatch, Reasons.internationalLocalPart)
      return leave(with: .neutral)
    }
    guard let target = targetName(of: spec) else { return endWithMalformedTarget(termIndex: index) }
    tracer?.enter(domain: target)
    lookUpRecord(of: target, role: .redirect)
  }

  /// The target of `include` or `redirect` is no domain name: permerror (5.2, 6.1).
  mutating func endWithMalformedTarget(termIndex: Int) {
    end(
      .permerror,
      Problem(.malformedTarget, domain: frame.domain, term: frame.record.text(ofTerm: termIndex)))
  }

  /// check_host() of the current record has returned a result that is not an error.
  private mutating func leave(with result: SPFResult) {
    tracer?.leave(result)
    var role = frame.role
    var decisive: Frame?
    // The result of a redirect's target is the result of the record that redirects (6.1).
    while role == .redirect, var parent = parents.popLast() {
      swap(&frame, &parent)
      if decisive == nil { decisive = parent }
      tracer?.leaveTerm(.match, Reasons.redirected(result))
      tracer?.leave(result)
      role = frame.role
    }
    if role == .include, let parent = parents.popLast() {
      frame = parent
      // The table of section 5.2.
      if result == .pass { return match(Reasons.included(result)) }
      matched = nil
      origin = nil
      return doNotMatch(Reasons.included(result))
    }
    self.result = result
    // The explanation is that of the record that decided, be it the target of a redirect (6.2).
    if let decisive { frame = decisive }
    phase = result == .fail && frame.record.explanationIndex != nil ? .explaining : .done
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
