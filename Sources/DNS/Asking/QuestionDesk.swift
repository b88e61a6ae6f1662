public import SPF
internal import Synchronization

/// Puts questions to a resolver: each once, no more than a limit at a time, and none after a deadline, so that whoever
/// asks very much at once comes to an end even if DNS never answers.
public final class QuestionDesk<C: Clock<Duration>>: ImmediateResolver {
  private struct State {
    var answers: [DNSQuestion: DNSAnswer] = [:]
    var flights: [DNSQuestion: Task<DNSAnswer, Never>] = [:]
    var unasked = 0
  }

  private let upstream: any Resolver
  private let immediate: (any ImmediateResolver)?
  private let turnstile: Turnstile
  private let patience: Duration
  private let clock: C
  private let deadline: C.Instant
  private let state = Mutex(State())

  /// A desk before `upstream`: `limit` questions at a time, each for no longer than `patience`, all within `time`.
  public init(_ upstream: any Resolver, limit: Int, patience: Duration, time: Duration, clock: C) {
    self.upstream = upstream
    immediate = upstream as? any ImmediateResolver
    turnstile = Turnstile(limit: limit)
    self.patience = patience
    self.clock = clock
    deadline = clock.now.advanced(by: time)
  }

  /// Whether time is over.
  public var isOver: Bool { clock.now >= deadline }

  /// The number of questions that were asked.
  public var asked: Int { state.withLock { $0.answers.count } }

  /// Questions that were not asked because time was over.
  public var unasked: Int { state.withLock { $0.unasked } }

  /// The answer, if it was given before or the resolver behind has it at hand.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    if let answer = state.withLock({ $0.answers[question] }) { return answer }
    guard let answer = immediate?.answerAtHand(to: question) else { return nil }
    state.withLock { $0.answers[question] = answer }
    return answer
  }

  /// The answer; a time-out if it does not come in time, or time is over.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    if let answer = answerAtHand(to: question) { return answer }
    let flight = state.withLock { state -> Task<DNSAnswer, Never> in
      if let answer = state.answers[question] { return Task { answer } }
      if let flight = state.flights[question] { return flight }
      let flight = Task { await self.ask(question) }
      state.flights[question] = flight
      return flight
    }
    return await flight.value
  }

  private func ask(_ question: DNSQuestion) async -> DNSAnswer {
    let answer: DNSAnswer? =
      await turnstile.pass {
        guard !isOver else { return nil }
        return await wait(for: question, until: min(deadline, clock.now.advanced(by: patience)))
      } ?? nil
    state.withLock { state in
      state.flights[question] = nil
      if let answer { state.answers[question] = answer } else { state.unasked += 1 }
    }
    return answer ?? .failure(.timeout)
  }

  private func wait(for question: DNSQuestion, until end: C.Instant) async -> DNSAnswer {
    await withTaskGroup(of: DNSAnswer.self) { [upstream, clock] group in
      group.addTask { await upstream.answer(to: question) }
      group.addTask {
        try? await clock.sleep(until: end, tolerance: nil)
        return .failure(.timeout)
      }
      let first = await group.next() ?? .failure(.timeout)
      group.cancelAll()
      return first
    }
  }
}
