/// check_host() (RFC 7208 section 4) as a value that asks for one DNS answer at a time.
///
/// It does no I/O and never recurses: records entered by `include` and `redirect` are frames on an array.
/// Whoever drives it calls ``nextQuestion()``, gets the answer from wherever it wishes, and calls
/// ``resume(with:)``, until there is no further question. ``Evaluator`` drives it over a resolver.
struct CheckHost: ~Copyable {
  /// How a record came to be evaluated.
  enum Role {
    case checked, include, redirect
  }

  /// A record being evaluated.
  struct Frame {
    let record: SPFRecord
    let domain: DomainName
    let role: Role
    /// The index in `record.steps` of the directive under evaluation.
    var step = 0
  }

  /// What the answer that is awaited will be used for.
  enum Phase {
    /// Nothing has been done.
    case initial
    /// The TXT records of the target (4.4).
    case record(Role)
    /// The next directive is to be evaluated.
    case directives
    /// Addresses for `a` (5.3), or of one exchange for `mx` (5.4).
    case addresses
    /// The other address family of a name without addresses of the client's, to tell a void lookup.
    case otherFamily
    /// MX records (5.4).
    case exchanges
    /// PTR records (5.5), then the addresses of their names.
    case pointers, pointerAddresses
    /// The A records for `exists` (5.7).
    case existence
    /// `exp` is to be looked up (6.2); its TXT record.
    case explaining, explanation
    /// The outcome is known.
    case done
  }

  let request: CheckRequest
  let limits: Limits
  /// Whether the local part keeps `%{s}` and `%{l}` from matching (RFC 8616 section 4).
  let hasInternationalLocalPart: Bool
  /// `<domain>` of the identity (4.3).
  let domain: DomainName?

  var phase = Phase.initial
  var pending: DNSQuestion?
  /// The record under evaluation; a record without terms before the first is entered.
  var frame: Frame
  var hasEntered = false
  var parents: [Frame] = []
  var counters = Counters()
  /// Whether the directive or modifier under evaluation has been counted and begun.
  var hasBegunTerm = false
  /// MX records whose addresses are still to be asked for, and how many have been.
  var exchanges: [MailExchange] = []
  var exchangeIndex = 0
  /// Names of PTR records to validate, and those found valid; nil until looked up (5.5).
  var pointerNames: [DomainName] = []
  var pointerIndex = 0
  var validatedNames: [DomainName]?
  /// Whether the names are looked up for an explanation, in which nothing counts any more.
  var isExplaining = false
  /// The explain-string, while it waits for the validated name.
  var explanationText: MacroString?
  var tracer: Tracer?

  // What the outcome is made of.
  var result = SPFResult.none
  var matched: MatchedTerm?
  var origin: MatchedTerm?
  var explanation: Explanation?
  var problem: Problem?
  var leastTTL = UInt32.max
  var dependsOnSender = false

  /// No evaluation goes deeper, whatever the configured limit on lookups is: traces are trees, and a tree is
  /// walked recursively.
  private static let greatestLookupLimit = 1000

  init(_ request: consuming CheckRequest, limits: Limits) {
    var limits = limits
    limits.lookups = min(limits.lookups, Self.greatestLookupLimit)
    self.limits = limits
    hasInternationalLocalPart = request.identity.hasInternationalLocalPart
    domain = request.identity.domain
    tracer = request.isTraced ? Tracer() : nil
    self.request = request
    frame = Frame(record: .empty, domain: .root, role: .checked)
  }

  /// The next question to put to DNS; nil when the outcome is known.
  mutating func nextQuestion() -> DNSQuestion? {
    while pending == nil {
      switch phase {
      case .initial: beginChecking()
      case .directives: evaluateDirectives()
      case .explaining: lookUpExplanation()
      case .done: return nil
      case .record, .addresses, .otherFamily, .exchanges, .pointers, .pointerAddresses, .existence,
        .explanation:
        preconditionFailure("a phase that awaits an answer has a question pending")
      }
    }
    return pending
  }

  /// Goes on with the answer to the pending question.
  mutating func resume(with answer: DNSAnswer) {
    guard let question = pending.take() else { return }
    counters.questions += 1
    if answer.ttl < leastTTL { leastTTL = answer.ttl }
    switch phase {
    case .record(let role): receiveRecords(answer, question, role: role)
    case .addresses: receiveAddresses(answer, question)
    case .otherFamily: receiveOtherFamily(answer, question)
    case .exchanges: receiveExchanges(answer, question)
    case .pointers: receivePointers(answer, question)
    case .pointerAddresses: receivePointerAddresses(answer, question)
    case .existence: receiveExistence(answer, question)
    case .explanation: receiveExplanation(answer, question)
    case .initial, .directives, .explaining, .done: break
    }
  }

  /// Ends the evaluation because its time is up (4.6.4). A fail stands: only its explanation is lost.
  mutating func timeOut() {
    switch phase {
    case .done: return
    case _ where isExplaining, .explanation, .explaining:
      pending = nil
      phase = .done
    default:
      let problem = Problem(.timeLimit, domain: currentDomain, term: currentTermText, question: pending)
      pending = nil
      end(.temperror, problem)
    }
  }

  /// Puts a question.
  mutating func ask(_ name: DomainName, _ type: DNSRecordType, then phase: Phase) {
    pending = DNSQuestion(name, type)
    self.phase = phase
  }

  /// Everything found out; meaningful once ``nextQuestion()`` has returned nil.
  consuming func outcome() -> CheckOutcome {
    CheckOutcome(
      result: result, identity: request.identity, client: request.client, matched: matched,
      includedMatch: origin, explanation: explanation, problem: problem, counters: counters,
      ttl: counters.questions == 0 ? nil : result == .temperror ? 0 : leastTTL,
      dependsOnSender: dependsOnSender, trace: tracer?.root)
  }

  /// `<domain>` of the check_host() under evaluation.
  var currentDomain: DomainName? {
    if case .record = phase { return pending?.name }
    return hasEntered ? frame.domain : domain
  }

  /// The term under evaluation as published.
  var currentTermText: String? {
    guard hasEntered else { return nil }
    guard frame.step < frame.record.stepCount else {
      return frame.record.redirectIndex.map { frame.record.text(ofTerm: $0) }
    }
    return frame.record.text(ofTerm: Int(frame.record.step(at: frame.step).termIndex))
  }
}
