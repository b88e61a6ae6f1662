/// What has metrics to show.
public protocol MetricSource: Sendable {
  /// The metrics as they are now. Never blocks for longer than it takes to copy numbers.
  var metrics: [MetricFamily] { get }
}
