public import SPF

/// A resolver that is waited for until a moment, and no longer.
public struct DeadlineResolver: Resolver {
  private let base: any Resolver
  private let end: ContinuousClock.Instant

  /// Answers as `base` does, or with a time-out at `end`.
  public init(_ base: any Resolver, until end: ContinuousClock.Instant) {
    self.base = base
    self.end = end
  }

  /// The answer, or a time-out.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    await base.answer(to: question, until: end)
  }
}
