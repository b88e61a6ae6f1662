internal import Metrics

/// Which version runs, as a metric.
struct VersionMetric: MetricSource {
  var metrics: [MetricFamily] {
    [
      MetricFamily(
        .gauge, "spf_build_info", "Always 1; the label tells the version.",
        [MetricSample([MetricLabel("version", Version.current)], 1)])
    ]
  }
}
