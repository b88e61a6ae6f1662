internal import DNS
internal import Metrics

/// How many requests wait until others are answered.
struct LineMetric: MetricSource {
  let requests: Turnstile

  var metrics: [MetricFamily] {
    [
      MetricFamily(
        .gauge, "spf_requests_in_line", "Requests that wait until others are answered, now.",
        Int64(requests.waiting))
    ]
  }
}
