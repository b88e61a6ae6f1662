/// Builds the tree of a trace while an evaluation runs. An evaluation without a trace has none of these.
struct Tracer {
  /// The records entered and not left, outermost first, each with the position of its open term.
  private var open: [(record: RecordTrace, term: Int?)] = []
  /// The finished tree.
  var root: RecordTrace? { finished.first }
  // An array to keep an evaluation without a trace small.
  private var finished: [RecordTrace] = []

  /// check_host() begins for `domain`.
  mutating func enter(domain: DomainName?) {
    open.append((RecordTrace(domain: domain), nil))
  }

  /// The TXT query for the record was answered.
  mutating func record(lookup: LookupTrace) {
    withCurrent { $0.record.lookup = lookup }
  }

  /// The record was selected and is well formed.
  mutating func enter(_ record: SPFRecord) {
    withCurrent { current in
      current.record.record = record
      let hasAll = record.hasAll
      current.record.terms = record.terms.indices.map { index in
        let text = record.text(ofTerm: index)
        switch record.terms[index].modifier {
        case .unknown:
          return TermTrace(termIndex: index, text: text, verdict: .ignored, reason: "unknown modifier")
        case .redirect where hasAll:
          return TermTrace(
            termIndex: index, text: text, verdict: .ignored, reason: "has no effect beside \"all\"")
        case .explanation:
          return TermTrace(termIndex: index, text: text, verdict: .notReached, reason: "used for a fail only")
        case .redirect, nil:
          return TermTrace(termIndex: index, text: text)
        }
      }
    }
  }

  /// A term is evaluated.
  mutating func enterTerm(_ index: Int, lookupNumber: Int?) {
    withCurrent { current in
      current.term = index
      current.record.terms[index].lookupNumber = lookupNumber
    }
  }

  /// The domain-spec was expanded.
  mutating func setTarget(_ name: DomainName) {
    withTerm { $0.targetName = name }
  }

  /// DNS was asked for the open term.
  mutating func lookup(_ lookup: LookupTrace) {
    withTerm { $0.lookups.append(lookup) }
  }

  /// The last answer was void.
  mutating func markVoid() {
    withTerm { term in
      guard !term.lookups.isEmpty else { return }
      term.lookups[term.lookups.count - 1].isVoid = true
    }
  }

  /// The open term is finished.
  mutating func leaveTerm(_ verdict: TermTrace.Verdict, _ reason: String) {
    withTerm { term in
      term.verdict = verdict
      term.reason = reason
    }
    withCurrent { $0.term = nil }
  }

  /// The innermost check_host() has returned; its tree becomes part of the term that called for it.
  mutating func leave(_ result: SPFResult, problem: Problem? = nil) {
    guard var (record, _) = open.popLast() else { return }
    record.result = result
    record.problem = problem
    if open.isEmpty {
      finished = [record]
    } else {
      withTerm { $0.nested = record }
    }
  }

  /// The whole evaluation has ended with an error, or with none.
  mutating func fail(_ result: SPFResult, _ problem: Problem) {
    // An include or redirect whose target has no record gives permerror; the target itself gives none.
    var isInnermost = true
    while !open.isEmpty {
      if case .targetWithoutRecord = problem.code, isInnermost, open.count > 1 {
        leave(.none, problem: nil)
      } else {
        withTerm { term in
          term.verdict = .error
          term.reason = "\(result)"
        }
        leave(result, problem: isInnermost || open.count == 1 ? problem : nil)
      }
      isInnermost = false
    }
  }

  /// DNS was asked for the explanation, for the validated name of the client.
  mutating func explanation(_ lookup: LookupTrace) {
    if !finished.isEmpty { finished[0].withExplaining { $0.addExplaining(lookup) } }
  }

  /// The TXT query for the explanation was answered.
  mutating func explanation(_ lookup: LookupTrace, verdict: TermTrace.Verdict, _ reason: String) {
    guard !finished.isEmpty else { return }
    finished[0].withExplaining { record in
      record.explanationLookup = lookup
      record.addExplaining(lookup)
      guard let index = record.record?.explanationIndex else { return }
      record.terms[index].verdict = verdict
      record.terms[index].reason = reason
    }
  }

  private mutating func withCurrent(_ body: (inout (record: RecordTrace, term: Int?)) -> Void) {
    guard !open.isEmpty else { return }
    body(&open[open.count - 1])
  }

  private mutating func withTerm(_ body: (inout TermTrace) -> Void) {
    withCurrent { current in
      guard let term = current.term else { return }
      body(&current.record.terms[term])
    }
  }
}

extension RecordTrace {
  /// Calls `body` with the record that decided, whose explanation it is: this one, or the one it redirects to.
  fileprivate mutating func withExplaining(_ body: (inout RecordTrace) -> Void) {
    guard let index = record?.redirectIndex, terms[index].verdict == .match, var nested = terms[index].nested
    else { return body(&self) }
    nested.withExplaining(body)
    terms[index].nested = nested
  }

  /// Notes what was asked at the term that is the reason, `exp`.
  fileprivate mutating func addExplaining(_ lookup: LookupTrace) {
    if let index = record?.explanationIndex { terms[index].lookups.append(lookup) }
  }
}
