public import Metrics
public import SPF
internal import Synchronization

/// Asks another resolver no more at a time than ``QueryLimits`` allows.
public final class LimitedResolver<Upstream: Resolver>: Resolver, MetricSource {
  private let upstream: Upstream
  private let turnstile: Turnstile
  private let refused = Atomic<Int64>(0)

  /// A limit before `upstream`.
  public init(_ upstream: Upstream, limits: QueryLimits) {
    self.upstream = upstream
    turnstile = Turnstile(limit: limits.atOnce, room: limits.inLine)
  }

  /// The answer of the resolver behind, when the turn has come.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    if let answer = await turnstile.pass({ await upstream.answer(to: question) }) { return answer }
    guard !Task.isCancelled else { return .failure(.timeout) }
    refused.wrappingAdd(1, ordering: .relaxed)
    return .failure(CAresResolver.overloaded)
  }

  /// Those in line, those for which there was no room, and the metrics of the resolver behind if it has some.
  public var metrics: [MetricFamily] {
    [
      MetricFamily(
        .gauge, "spf_dns_questions_in_line", "Questions that wait until others are answered, now.",
        Int64(turnstile.waiting)),
      MetricFamily(
        .counter, "spf_dns_questions_refused_total", "Questions that were not asked because too many waited.",
        refused.load(ordering: .relaxed)),
    ] + ((upstream as? any MetricSource)?.metrics ?? [])
  }
}
