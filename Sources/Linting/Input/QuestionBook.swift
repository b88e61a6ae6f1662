internal import DNS
internal import SPF

/// Puts each question once, remembers every answer, and asks nothing after a deadline, so that a check ends even if
/// DNS never answers.
actor QuestionBook: Resolver {
  private let upstream: any Resolver
  private let deadline: ContinuousClock.Instant
  private var flights: [DNSQuestion: Task<DNSAnswer, Never>] = [:]
  private(set) var answers: [DNSQuestion: DNSAnswer] = [:]
  /// Questions that were not asked any more.
  private(set) var unasked = 0
  /// One question waits no longer than this.
  private let patience: Duration
  /// A tree of records that leads to more questions is of no use to anybody.
  private static let limit = 5000

  /// A book before `upstream`: everything within `time`, one question within a quarter of it.
  init(_ upstream: any Resolver, time: Duration) {
    self.upstream = upstream
    deadline = ContinuousClock.now.advanced(by: time)
    patience = time / 4
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    if let answer = answers[question] { return answer }
    if let flight = flights[question] { return await flight.value }
    guard ContinuousClock.now < deadline, answers.count < Self.limit else {
      unasked += 1
      return .failure(.timeout)
    }
    let end = min(deadline, ContinuousClock.now.advanced(by: patience))
    let upstream = self.upstream
    let flight = Task { await upstream.answer(to: question, until: end) }
    flights[question] = flight
    let answer = await flight.value
    answers[question] = answer
    flights[question] = nil
    return answer
  }
}
