internal import SPF

/// Puts questions to a resolver: each once, no more than a limit at a time, and none after a deadline, so that a
/// diagnosis ends even if DNS never answers.
actor QuestionDesk: Resolver {
  private let upstream: any Resolver
  private let limit: Int
  private let deadline: ContinuousClock.Instant
  private let patience: Duration
  private var answers: [DNSQuestion: DNSAnswer] = [:]
  private var flights: [DNSQuestion: Task<DNSAnswer, Never>] = [:]
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Questions that were not asked because time was over.
  private(set) var unasked = 0

  /// A desk before `upstream`: `limit` questions at a time, each for no longer than `patience`, all within `time`.
  init(_ upstream: any Resolver, limit: Int, patience: Duration, time: Duration) {
    self.upstream = upstream
    self.limit = limit
    self.patience = patience
    deadline = ContinuousClock.now.advanced(by: time)
  }

  /// Whether time is over.
  nonisolated var isOver: Bool { ContinuousClock.now >= deadline }

  /// The number of questions that were asked.
  var asked: Int { answers.count }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    if let answer = answers[question] { return answer }
    if let flight = flights[question] { return await flight.value }
    guard !isOver else {
      unasked += 1
      return .failure(.timeout)
    }
    let flight = Task { await self.ask(question) }
    flights[question] = flight
    return await flight.value
  }

  private func ask(_ question: DNSQuestion) async -> DNSAnswer {
    while running >= limit {
      await withCheckedContinuation { waiting.append($0) }
    }
    running += 1
    defer {
      running -= 1
      flights[question] = nil
      if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
    guard !isOver else {
      unasked += 1
      return .failure(.timeout)
    }
    let end = min(deadline, ContinuousClock.now.advanced(by: patience))
    let upstream = self.upstream
    let answer = await withTaskGroup(of: DNSAnswer?.self) { group in
      group.addTask { await upstream.answer(to: question) }
      group.addTask {
        try? await Task.sleep(until: end, tolerance: nil, clock: .continuous)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? .failure(.timeout)
    }
    answers[question] = answer
    return answer
  }
}
