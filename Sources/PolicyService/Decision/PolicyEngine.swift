public import SPF

/// Answers policy requests: one for a whole service, used by all connections at once.
public struct PolicyEngine<R: ImmediateResolver>: Sendable {
  /// How it decides and what it says.
  public let configuration: PolicyConfiguration
  /// Where answers of DNS come from.
  public let resolver: R
  private let evaluator: Evaluator
  private let decider: PolicyDecider
  private var writer: PolicyWriter
  private let now: @Sendable () -> Int64

  /// An engine. `now` gives milliseconds since 1970, for `%{t}` (RFC 7208 section 7.3).
  public init(
    configuration: PolicyConfiguration, resolver: R,
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    self.configuration = configuration
    self.resolver = resolver
    self.now = now
    evaluator = Evaluator(limits: configuration.limits)
    decider = PolicyDecider(configuration: configuration)
    writer = PolicyWriter(configuration: configuration)
  }

  /// This engine, but messages that would be refused for good are held back instead. A milter can do that.
  func quarantining() -> PolicyEngine {
    var engine = self
    engine.writer.quarantines = true
    return engine
  }

  /// The decision, if all that is needed of DNS is at hand; nil if it must be fetched with
  /// ``decide(_:)``. Never suspends.
  public func decideAtHand(_ request: PolicyRequest, memory: inout InstanceMemory) -> PolicyDecision? {
    if let repeated = decideAgain(request, memory: memory) { return repeated }
    guard let verdict = verdictAtHand(request) else { return nil }
    return remembered(verdict, of: request, memory: &memory)
  }

  /// The verdict, asking DNS for what is needed. Pass it to ``remembered(_:of:memory:)``.
  public func verdict(on request: PolicyRequest) async -> PolicyVerdict {
    switch decider.begin(request) {
    case .decided(let verdict):
      return verdict
    case .check(let subject):
      var helo: CheckOutcome?
      if decider.needsHelo(subject) {
        helo = await evaluator.check(check(subject.heloIdentity, subject), resolver: resolver)
      }
      if let verdict = decider.verdict(helo: helo, of: subject) { return verdict }
      let mailFrom = await evaluator.check(check(subject.mailFromIdentity, subject), resolver: resolver)
      return decider.verdict(helo: helo, mailFrom: mailFrom)
    }
  }

  /// The decision on a new verdict, which is remembered for further recipients of the message.
  public func remembered(
    _ verdict: PolicyVerdict, of request: PolicyRequest, memory: inout InstanceMemory
  ) -> PolicyDecision {
    memory.remember(verdict, for: request.value(.instance))
    return writer.decision(for: verdict, of: request, isRepeated: false)
  }

  /// The decision, asking DNS for what is needed.
  public func decide(_ request: PolicyRequest, memory: inout InstanceMemory) async -> PolicyDecision {
    if let decision = decideAtHand(request, memory: &memory) { return decision }
    return remembered(await verdict(on: request), of: request, memory: &memory)
  }

  private func decideAgain(_ request: PolicyRequest, memory: InstanceMemory) -> PolicyDecision? {
    guard let verdict = memory.verdict(of: request.value(.instance)) else { return nil }
    return writer.decision(for: verdict, of: request, isRepeated: true)
  }

  private func verdictAtHand(_ request: PolicyRequest) -> PolicyVerdict? {
    switch decider.begin(request) {
    case .decided(let verdict):
      return verdict
    case .check(let subject):
      var helo: CheckOutcome?
      if decider.needsHelo(subject) {
        helo = evaluator.checkAtHand(check(subject.heloIdentity, subject), resolver: resolver)
        if helo == nil { return nil }
      }
      if let verdict = decider.verdict(helo: helo, of: subject) { return verdict }
      guard
        let mailFrom = evaluator.checkAtHand(check(subject.mailFromIdentity, subject), resolver: resolver)
      else { return nil }
      return decider.verdict(helo: helo, mailFrom: mailFrom)
    }
  }

  private func check(_ identity: Identity, _ subject: PolicySubject) -> CheckRequest {
    CheckRequest(
      identity, client: subject.client, receiver: configuration.hostName, timestamp: now() / 1000)
  }
}
