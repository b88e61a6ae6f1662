internal import DNS
public import SPF

/// Answers policy requests: one for a whole service, used by all connections at once.
public struct PolicyEngine<R: ImmediateResolver>: Sendable {
  /// Where answers of DNS come from.
  public let resolver: R
  private let inForce: InForce<RuleBook>
  private let exemptions = InForce(TemporaryExemptions())
  private let grace: GraceDesk?
  private let links: LinkDesk?
  private var abilities = PolicyWriter.Abilities.policy
  private let now: @Sendable () -> Int64
  private let clock: any Clock<Duration>
  /// What needs DNS goes through here.
  let requests: Turnstile

  /// How it decides and what it says.
  public var configuration: PolicyConfiguration { inForce.current.value.general.configuration }

  /// An engine. `grace` has failures judged, where the configuration wants it; `links` makes links for refusals. `now` gives milliseconds since 1970,
  /// for `%{t}` (RFC 7208 section 7.3) and for what ends at a time; `clock` measures how long an answer takes.
  /// Of requests that need DNS, `requestLimit` are under way at a time; others wait in line.
  public init(
    configuration: PolicyConfiguration, resolver: R, grace: GraceDesk? = nil,
    links: LinkDesk? = nil,
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds },
    clock: any Clock<Duration> = ContinuousClock(), requestLimit: Int = .max
  ) {
    requests = Turnstile(limit: requestLimit)
    self.clock = clock
    self.resolver = resolver
    self.grace = grace
    self.links = links
    self.now = now
    inForce = InForce(RuleBook(configuration))
  }

  /// Decides by `configuration` from now on, in all copies of this engine. A verdict under way is made by the one that it
  /// began with.
  public func use(_ configuration: PolicyConfiguration) {
    inForce.replace(with: RuleBook(configuration))
  }

  /// Lets these exemptions count from now on, in all copies of this engine.
  public func use(_ exemptions: TemporaryExemptions) {
    self.exemptions.replace(with: exemptions)
  }

  private var leniency: Leniency {
    let exemptions = exemptions.current.value
    guard grace != nil || !exemptions.isEmpty else { return .none }
    return Leniency(exemptions: exemptions, grace: grace, now: now() / 1000)
  }

  /// This engine for a mail server that asks by the milter protocol; if it `quarantines`, messages that would be refused
  /// for good are held back instead.
  func forMilter(quarantines: Bool) -> PolicyEngine {
    var engine = self
    engine.abilities = quarantines ? .quarantine : .milter
    return engine
  }

  /// The decision, if all that is needed of DNS is at hand; nil if it must be fetched with
  /// ``decide(_:memory:)``. Never suspends.
  public func decideAtHand(_ request: PolicyRequest, memory: inout InstanceMemory) -> PolicyDecision? {
    let rules = inForce.current.value.rules(for: request)
    let place = memory.place(of: request.value(.instance))
    if let verdict = memory.verdict(at: place, rules) {
      return decision(for: verdict, of: request, memory: &memory, at: place, isRepeated: true)
    }
    guard let verdict = verdictAtHand(request, rules) else { return nil }
    return remembered(verdict, of: request, memory: &memory)
  }

  /// The verdict, asking DNS for what is needed. Pass it to ``remembered(_:of:memory:)``. It is there in the time that
  /// ``AnswerRules/time`` gives, of which `waited` is over: if not otherwise, then without a result.
  public func verdict(on request: PolicyRequest, waited: Duration = .zero) async -> PolicyVerdict {
    let rules = inForce.current.value.rules(for: request)
    let left = rules.configuration.answer.time - waited
    guard left > .zero,
      let verdict = await TimeLimit.value(
        within: left, of: clock, { await requests.pass { await evaluated(request, rules) } }) ?? nil
    else { return PolicyVerdict(late: rules) }
    return verdict
  }

  private func evaluated(_ request: PolicyRequest, _ rules: RuleSet) async -> PolicyVerdict {
    let decider = PolicyDecider(rules: rules, leniency: leniency)
    switch decider.begin(request) {
    case .decided(let verdict):
      return verdict
    case .check(let subject):
      if rules.configuration.exemptions.needDNS,
        let exemption = await exemptionCheck(subject, request, rules).fetched(resolver)
      {
        return PolicyVerdict(rules, exempted: exemption)
      }
      let request = checkRequest(subject, rules)
      var helo: CheckOutcome?
      if decider.needsHelo(subject) {
        helo = await rules.evaluator.check(request, resolver: resolver)
      }
      if let verdict = await judged(decider, { $0.conclusion(helo: helo, of: subject) }) { return verdict }
      let mailFrom = await rules.evaluator.check(request.about(subject.mailFromIdentity), resolver: resolver)
      let verdict = await judged(decider) { $0.conclusion(helo: helo, mailFrom: mailFrom, of: subject) }
      // There is one: with both results nothing is left to be found out.
      return verdict ?? PolicyVerdict(late: rules)
    }
  }

  /// What `conclude` comes to, a failure judged as far as there is time for it.
  private func judged(
    _ decider: PolicyDecider, _ conclude: (PolicyDecider) -> PolicyDecider.Conclusion?
  ) async -> PolicyVerdict? {
    switch conclude(decider) {
    case nil: return nil
    case .decided(let verdict): return verdict
    case .judge(let question):
      await grace?.look(into: question, within: decider.configuration.grace.wait)
      var decider = decider
      decider.leniency.isInquisitive = false
      return conclude(decider)?.verdict
    }
  }

  /// The decision on a new verdict, which is remembered for further recipients of the message.
  public func remembered(
    _ verdict: PolicyVerdict, of request: PolicyRequest, memory: inout InstanceMemory
  ) -> PolicyDecision {
    let place = memory.remember(verdict, for: request.value(.instance))
    return decision(for: verdict, of: request, memory: &memory, at: place, isRepeated: false)
  }

  /// The decision, asking DNS for what is needed.
  public func decide(_ request: PolicyRequest, memory: inout InstanceMemory) async -> PolicyDecision {
    if let decision = decideAtHand(request, memory: &memory) { return decision }
    return remembered(await verdict(on: request), of: request, memory: &memory)
  }

  private func decision(
    for verdict: PolicyVerdict, of request: PolicyRequest, memory: inout InstanceMemory,
    at place: InstanceMemory.Place?, isRepeated: Bool
  ) -> PolicyDecision {
    let decision = PolicyWriter(rules: verdict.rules, abilities: abilities, links: links).decision(
      for: verdict, of: request, isRepeated: isRepeated, hasHeader: memory.hasHeader(at: place))
    if decision.hasHeader { memory.rememberHeader(at: place) }
    return decision
  }

  private func verdictAtHand(_ request: PolicyRequest, _ rules: RuleSet) -> PolicyVerdict? {
    let decider = PolicyDecider(rules: rules, leniency: leniency)
    switch decider.begin(request) {
    case .decided(let verdict):
      return verdict
    case .check(let subject):
      if rules.configuration.exemptions.needDNS {
        switch exemptionCheck(subject, request, rules).atHand(resolver) {
        case .exempt(let exemption): return PolicyVerdict(rules, exempted: exemption)
        case .none: break
        case .unknown: return nil
        }
      }
      let request = checkRequest(subject, rules)
      var helo: CheckOutcome?
      if decider.needsHelo(subject) {
        helo = rules.evaluator.checkAtHand(request, resolver: resolver)
        if helo == nil { return nil }
      }
      // What is to be judged is not at hand.
      if let conclusion = decider.conclusion(helo: helo, of: subject) { return conclusion.verdict }
      guard
        let mailFrom = rules.evaluator.checkAtHand(
          request.about(subject.mailFromIdentity), resolver: resolver)
      else { return nil }
      return decider.conclusion(helo: helo, mailFrom: mailFrom, of: subject).verdict
    }
  }

  private func exemptionCheck(
    _ subject: PolicySubject, _ request: PolicyRequest, _ rules: RuleSet
  ) -> ExemptionCheck {
    ExemptionCheck(subject, rules, helo: request.value(.heloName))
  }

  /// What check_host() is asked about the HELO identity.
  private func checkRequest(_ subject: PolicySubject, _ rules: RuleSet) -> CheckRequest {
    CheckRequest(
      subject.heloIdentity, client: subject.client, receiver: rules.configuration.hostName,
      timestamp: now() / 1000)
  }
}
