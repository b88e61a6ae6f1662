internal import PageSettings
internal import SPF
internal import Synchronization

/// Takes questions, as many as the limits allow: the same question of several is worked on once.
final class WhyDesk: Sendable {
  /// What comes of a question.
  enum Answer: Sendable {
    case finding(WhyFinding)
    /// Too many questions; after so many seconds there may be another.
    case limited(seconds: Int)
    /// Too many questions are being worked on.
    case busy
  }

  private let investigator: WhyInvestigator
  private let limiter: RateLimiter
  private let limits: WhyLimits
  private let now: @Sendable () -> Int64
  private let flights = Mutex<[WhyQuestion: Task<WhyFinding, Never>]>([:])

  init(resolver: any ImmediateResolver, limits: WhyLimits, now: @escaping @Sendable () -> Int64) {
    investigator = WhyInvestigator(resolver: resolver, limits: limits)
    limiter = RateLimiter(limits)
    self.limits = limits
    self.now = now
  }

  /// The answer to `question` of `client`. Who waits with others for the answer to the same costs nothing.
  func ask(_ question: WhyQuestion, client: IPAddress?) async -> Answer {
    if let flight = flights.withLock({ $0[question] }) { return .finding(await flight.value) }
    let time = now()
    if let seconds = limiter.take(client, now: Double(time)) { return .limited(seconds: seconds) }
    let flight = flights.withLock { flights -> Task<WhyFinding, Never>? in
      if let flight = flights[question] { return flight }
      guard flights.count < limits.atOnce else { return nil }
      let flight = Task { [investigator] in
        let finding = await investigator.find(question, now: time)
        self.land(question)
        return finding
      }
      flights[question] = flight
      return flight
    }
    guard let flight else { return .busy }
    return .finding(await flight.value)
  }

  private func land(_ question: WhyQuestion) {
    flights.withLock { $0[question] = nil }
  }
}
