internal import Metrics
public import SPF

/// Keeps the answers of another resolver for as long as their TTLs allow, in bounded memory, and asks it
/// once for what several ask at the same time.
public final class CachingResolver<Upstream: Resolver>: ImmediateResolver {
  private let upstream: Upstream
  private let cache: AnswerCache
  private let flights = FlightTable()

  /// A cache before `upstream`. `now` gives nanoseconds of a clock that only goes forward.
  public init(
    _ upstream: Upstream, options: CacheOptions = CacheOptions(),
    now: @escaping @Sendable () -> UInt64 = { MonotonicTime.nanoseconds }
  ) {
    self.upstream = upstream
    cache = AnswerCache(options: options, now: now)
  }

  /// The answer kept, with the TTL that is left.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    cache.answer(to: question)
  }

  /// The plan kept with the answers.
  public func plan(for identity: borrowing Identity) -> PlanAtHand { cache.plan(for: identity) }

  /// Makes a plan of the answers kept.
  public func makePlan(for domain: DomainName) { cache.makePlan(for: domain) }

  /// The answer kept, or that of the resolver behind; a query already under way is joined.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    if let answer = answerAtHand(to: question) { return answer }
    cache.countMiss(of: question)
    let ticket = flights.ticket()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let start = flights.join(
          question, ticket: ticket, continuation, isCancelled: { Task.isCancelled },
          recheck: { self.answerAtHand(to: question) })
        guard let start else { return }
        let task = Task {
          let answer = await self.upstream.answer(to: question)
          self.flights.finish(question, flight: start, with: answer) { self.cache.keep(answer, to: question) }
        }
        flights.attach(task, to: question, flight: start)
      }
    } onCancel: {
      flights.leave(question, ticket: ticket)
    }
  }

  /// What the cache has done so far.
  public var statistics: CacheStatistics { cache.statistics }

  /// The metrics of the resolver behind, if it has some.
  var upstreamMetrics: [MetricFamily] { (upstream as? any MetricSource)?.metrics ?? [] }

  /// Forgets every answer.
  public func removeAll() { cache.removeAll() }
}
