/// How many observations took how long.
public struct DurationHistogram: Sendable, Hashable {
  /// The upper bounds of the buckets, in nanoseconds: 25 µs to 30 s.
  public static let bounds: [UInt64] = [
    25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
    50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000,
    10_000_000_000, 30_000_000_000,
  ]

  /// The observations of each bucket alone, and last those beyond the greatest bound.
  private var counts = [UInt64](repeating: 0, count: DurationHistogram.bounds.count + 1)
  /// The sum of all observations, in nanoseconds.
  public private(set) var sum: UInt64 = 0

  /// Nothing yet.
  public init() {}

  /// The observations there were.
  public var count: UInt64 { counts.reduce(0, &+) }

  /// Adds `times` observations of so many nanoseconds each.
  public mutating func observe(_ nanoseconds: UInt64, times: UInt64 = 1) {
    var bucket = 0
    while bucket < Self.bounds.count, nanoseconds > Self.bounds[bucket] { bucket += 1 }
    counts[bucket] &+= times
    sum &+= nanoseconds &* times
  }

  /// Adds what another has.
  public mutating func add(_ other: DurationHistogram) {
    for bucket in counts.indices { counts[bucket] &+= other.counts[bucket] }
    sum &+= other.sum
  }

  /// The samples: a bucket counts all that took no longer than its bound.
  func samples(_ labels: [MetricLabel]) -> [MetricSample] {
    var out: [MetricSample] = []
    var total: UInt64 = 0
    for (bucket, count) in counts.enumerated() {
      total &+= count
      let bound = bucket < Self.bounds.count ? MetricSample.seconds(Self.bounds[bucket]) : "+Inf"
      out.append(
        MetricSample(
          labels + [MetricLabel("le", bound)], Int64(truncatingIfNeeded: total), suffix: "_bucket"))
    }
    out.append(MetricSample(labels, nanoseconds: sum, suffix: "_sum"))
    out.append(MetricSample(labels, Int64(truncatingIfNeeded: total), suffix: "_count"))
    return out
  }
}
