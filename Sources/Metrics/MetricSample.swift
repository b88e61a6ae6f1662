/// One line of a metric.
public struct MetricSample: Sendable, Hashable {
  /// What stands behind the metric's name: nothing, or `_bucket`, `_sum` and `_count` of a histogram.
  public let suffix: String
  /// What tells it from the others.
  public let labels: [MetricLabel]
  /// The value, as it is written.
  public let value: String

  /// A whole number.
  public init(_ labels: [MetricLabel], _ value: Int64, suffix: String = "") {
    self.suffix = suffix
    self.labels = labels
    self.value = "\(value)"
  }

  /// A number of nanoseconds, written as seconds.
  init(_ labels: [MetricLabel], nanoseconds: UInt64, suffix: String) {
    self.suffix = suffix
    self.labels = labels
    value = Self.seconds(nanoseconds)
  }

  /// Seconds, exactly: no binary fraction comes near a count of nanoseconds.
  static func seconds(_ nanoseconds: UInt64) -> String {
    let (whole, part) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard part > 0 else { return "\(whole)" }
    var digits = "\(part)"
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
