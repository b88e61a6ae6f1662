public import Metrics
public import SPF
internal import Synchronization

/// Counts the questions that go to another resolver, what became of them, and how long they took.
public final class MeasuredResolver<Upstream: Resolver>: Resolver, MetricSource {
  private struct Counts {
    var records: Int64 = 0
    var noData: Int64 = 0
    var noName: Int64 = 0
    var failures: Int64 = 0
    var waiting: Int64 = 0
    var durations = DurationHistogram()
  }

  private let upstream: Upstream
  private let now: @Sendable () -> UInt64
  private let counts = Mutex(Counts())

  /// A meter before `upstream`. `now` gives nanoseconds of a clock that only goes forward.
  public init(_ upstream: Upstream, now: @escaping @Sendable () -> UInt64 = { MonotonicTime.nanoseconds }) {
    self.upstream = upstream
    self.now = now
  }

  /// The answer of the resolver behind.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    let start = now()
    counts.withLock { $0.waiting += 1 }
    let answer = await upstream.answer(to: question)
    let duration = now() &- start
    counts.withLock { counts in
      counts.waiting -= 1
      counts.durations.observe(duration)
      switch answer.status {
      case .records: counts.records += 1
      case .noData: counts.noData += 1
      case .noName: counts.noName += 1
      case .failure: counts.failures += 1
      }
    }
    return answer
  }

  /// Questions by outcome, those under way, and durations.
  public var metrics: [MetricFamily] {
    let now = counts.withLock { $0 }
    return [
      MetricFamily(
        .counter, "spf_dns_questions_total", "Questions asked of name servers, by what became of them.",
        [
          ("records", now.records), ("no-data", now.noData), ("no-name", now.noName),
          ("failure", now.failures),
        ].map { MetricSample([MetricLabel("answer", $0.0)], $0.1) }),
      MetricFamily(.gauge, "spf_dns_questions_waiting", "Questions under way now.", now.waiting),
      MetricFamily(
        "spf_dns_duration_seconds", "Time from a question to its answer.", label: "by",
        [("network", now.durations)]),
    ]
  }
}
