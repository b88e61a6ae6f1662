/// A metric and its samples, in the terms of Prometheus' text format.
public struct MetricFamily: Sendable, Hashable {
  /// The kinds of metrics there are here.
  public enum Kind: String, Sendable, Hashable {
    /// Grows until the process ends.
    case counter
    /// Goes up and down.
    case gauge
    /// Counts observations in buckets.
    case histogram
  }

  /// `[a-z_]+`, with the unit and, for counters, `_total` at its end.
  public let name: String
  /// One sentence.
  public let help: String
  /// The kind.
  public let kind: Kind
  /// The samples; no two have the same suffix and labels.
  public let samples: [MetricSample]

  /// A metric with the samples given.
  public init(_ kind: Kind, _ name: String, _ help: String, _ samples: [MetricSample]) {
    self.kind = kind
    self.name = name
    self.help = help
    self.samples = samples
  }

  /// A metric with one sample that has no label.
  public init(_ kind: Kind, _ name: String, _ help: String, _ value: Int64) {
    self.init(kind, name, help, [MetricSample([], value)])
  }

  /// A histogram of durations, one set of samples for each value of a label.
  public init(
    _ name: String, _ help: String, label: String,
    _ histograms: [(value: String, histogram: DurationHistogram)]
  ) {
    self.init(
      .histogram, name, help,
      histograms.flatMap { $0.histogram.samples([MetricLabel(label, $0.value)]) })
  }
}
