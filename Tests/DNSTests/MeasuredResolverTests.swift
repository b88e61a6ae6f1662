import Metrics
import SPF
import Synchronization
import Testing

@testable import DNS

@Suite struct MeasuredResolverTests {
  private struct Upstream: Resolver {
    func answer(to question: DNSQuestion) async -> DNSAnswer {
      switch question.type {
      case .a: DNSAnswer(records: .addresses([IPAddress(ipv4: 0xc000_0201)]), ttl: 300)
      case .mx: .noData(ttl: 60)
      case .ptr: .noName(ttl: 60)
      default: .failure(.timeout)
      }
    }
  }

  @Test func questionsAreCountedByWhatBecameOfThem() async throws {
    let time = Mutex<UInt64>(0)
    // Each look at the clock is a millisecond after the one before.
    let measured = MeasuredResolver(Upstream()) {
      time.withLock { time in
        time += 1_000_000
        return time
      }
    }
    let cache = CachingResolver(measured, now: { 1_000_000_000 })
    let name = try #require(DomainName("example.com"))
    for type in [DNSRecordType.a, .a, .mx, .ptr, .txt] { _ = await cache.answer(to: DNSQuestion(name, type)) }
    let text = MetricText.text(cache.metrics)
    for line in [
      "spf_cache_hits_total 1", "spf_cache_misses_total 4", "spf_cache_entries 4",
      "spf_dns_questions_total{answer=\"records\"} 1", "spf_dns_questions_total{answer=\"no-data\"} 1",
      "spf_dns_questions_total{answer=\"no-name\"} 1", "spf_dns_questions_total{answer=\"failure\"} 1",
      "spf_dns_questions_waiting 0", "spf_dns_duration_seconds_bucket{by=\"network\",le=\"0.0005\"} 0",
      "spf_dns_duration_seconds_bucket{by=\"network\",le=\"0.001\"} 4",
      "spf_dns_duration_seconds_sum{by=\"network\"} 0.004",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)\n\(text)")
    }
  }
}
