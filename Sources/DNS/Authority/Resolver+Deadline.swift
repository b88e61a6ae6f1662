public import SPF

extension Resolver {
  /// The answer, or a time-out at `end`: a resolver that hangs is not waited for.
  public func answer(to question: DNSQuestion, until end: ContinuousClock.Instant) async -> DNSAnswer {
    await withTaskGroup(of: DNSAnswer.self) { group in
      group.addTask { await answer(to: question) }
      group.addTask {
        try? await Task.sleep(until: end, tolerance: nil, clock: .continuous)
        return .failure(.timeout)
      }
      let first = await group.next() ?? .failure(.timeout)
      group.cancelAll()
      return first
    }
  }
}
