public import Metrics

extension CachingResolver: MetricSource {
  /// What the cache has done, and the metrics of the resolver behind it if it has some.
  public var metrics: [MetricFamily] {
    let now = statistics
    return [
      MetricFamily(
        .counter, "spf_cache_hits_total", "Look-ups answered from the cache.", Int64(clamping: now.hits)),
      MetricFamily(
        .counter, "spf_cache_misses_total", "Look-ups not answered from the cache.",
        Int64(clamping: now.misses)),
      MetricFamily(
        .counter, "spf_cache_evictions_total", "Answers dropped to make room.", Int64(clamping: now.evictions)
      ),
      MetricFamily(.gauge, "spf_cache_entries", "Answers kept now.", Int64(now.count)),
      MetricFamily(
        .gauge, "spf_cache_bytes", "Memory of the answers kept now, by estimate.", Int64(now.bytes)),
    ] + upstreamMetrics
  }
}
