/// Evaluates check_host() (RFC 7208 section 4) over a resolver.
///
/// ```swift
/// let outcome = await Evaluator().check(
///   CheckRequest(.mailFrom("alice@example.com", helo: "mail.example.com"), client: address),
///   resolver: resolver)
/// ```
public struct Evaluator: Sendable {
  /// The limits on each evaluation.
  public var limits: Limits

  /// An evaluator.
  public init(limits: Limits = .rfc7208) {
    self.limits = limits
  }

  /// Evaluates, asking `resolver` for whatever is needed. Never throws: trouble is a result. The time limit
  /// is measured with `clock`.
  public func check<C: Clock<Duration>>(
    _ request: consuming CheckRequest, resolver: some Resolver, clock: C = ContinuousClock()
  ) async -> CheckOutcome {
    var evaluation = CheckHost(request, limits: limits)
    let deadline = clock.now.advanced(by: limits.time)
    let immediate = resolver as? any ImmediateResolver
    while let question = evaluation.nextQuestion() {
      if let answer = immediate?.answerAtHand(to: question) {
        // Nothing to wait for, and so nothing that could come too late.
        evaluation.resume(with: answer)
      } else if let answer = await Deadline.answer(to: question, from: resolver, before: deadline, of: clock)
      {
        evaluation.resume(with: answer)
      } else {
        evaluation.timeOut()
      }
    }
    return evaluation.outcome()
  }

  /// Evaluates with what `resolver` has at hand; nil if an answer must be fetched. Never suspends: this is
  /// the way of a message whose answers are all in the cache.
  public func checkAtHand(_ request: consuming CheckRequest, resolver: some ImmediateResolver)
    -> CheckOutcome?
  {
    let atHand = resolver.plan(for: request.identity)
    if let plan = atHand.plan, plan.isCheckable, !request.isTraced,
      let outcome = PlanWalk.check(
        plan, identity: request.identity, client: request.client, limits: limits, now: atHand.time)
    {
      return outcome
    }
    if let absence = atHand.absence, !request.isTraced, let domain = request.identity.domain {
      return absence.outcome(request.identity, of: domain, client: request.client)
    }
    return interpret(request, resolver: resolver, isPlanWanted: atHand.need == .wanted)
  }

  /// Evaluates answer by answer.
  @inline(never)
  private func interpret(
    _ request: CheckRequest, resolver: some ImmediateResolver, isPlanWanted: Bool
  ) -> CheckOutcome? {
    var evaluation = CheckHost(request, limits: limits)
    while let question = evaluation.nextQuestion() {
      guard let answer = resolver.answerAtHand(to: question) else { return nil }
      evaluation.resume(with: answer)
    }
    if isPlanWanted, let domain = evaluation.domain { resolver.makePlan(for: domain) }
    return evaluation.outcome()
  }
}
