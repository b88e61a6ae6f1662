/// Counts values in a table of bounded size; what finds no room is counted together.
struct BoundedTally<Value: Hashable & Sendable>: Sendable {
  private(set) var counts: [Value: Int] = [:]
  /// How often a value came that found no room.
  private(set) var overflow = 0
  private let capacity: Int

  /// An empty table for `capacity` different values.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Counts `value`.
  mutating func add(_ value: Value, times: Int = 1) {
    if let old = counts[value] {
      counts[value] = old + times
    } else if counts.count < capacity {
      counts[value] = times
    } else {
      overflow += times
    }
  }

  /// Counts what `other` has counted.
  mutating func merge(_ other: BoundedTally) {
    for (value, count) in other.counts { add(value, times: count) }
    overflow += other.overflow
  }

  /// Whether `value` was counted.
  func contains(_ value: Value) -> Bool { counts[value] != nil }

  /// The values, the most frequent first.
  var byFrequency: [Value] {
    counts.sorted { $0.value > $1.value }.map(\.key)
  }

  /// The number of different values, at least.
  var distinct: Int { counts.count + (overflow > 0 ? 1 : 0) }
}
