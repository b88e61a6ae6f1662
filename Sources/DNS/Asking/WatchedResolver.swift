public import SPF

/// Answers as another resolver does, and shows each answer to somebody: before a cache, only what is really asked.
public struct WatchedResolver<Upstream: Resolver>: Resolver {
  private let upstream: Upstream
  private let watch: @Sendable (DNSQuestion, DNSAnswer) -> Void

  /// A resolver that shows the answers of `upstream` to `watch`, which must not block.
  public init(_ upstream: Upstream, watch: @escaping @Sendable (DNSQuestion, DNSAnswer) -> Void) {
    self.upstream = upstream
    self.watch = watch
  }

  /// The answer.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    let answer = await upstream.answer(to: question)
    watch(question, answer)
    return answer
  }
}

extension WatchedResolver: ImmediateResolver where Upstream: ImmediateResolver {
  /// The answer, if it is at hand.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    guard let answer = upstream.answerAtHand(to: question) else { return nil }
    watch(question, answer)
    return answer
  }
}
