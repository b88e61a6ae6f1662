internal import Synchronization

/// How far a writer has come, for those who do not want to wait for it.
final class WriterProgress: Sendable {
  private let failing = Atomic(false)
  private let writes = Atomic<Int>(0)
  private let observed = Atomic<Int>(0)
  private let time = Atomic<Int64>(0)

  /// Whether the store could not be written to the last time.
  var isFailing: Bool { failing.load(ordering: .relaxed) }
  /// How often all that had gathered was written.
  var completeWrites: Int { writes.load(ordering: .acquiring) }
  /// When that was the last time, in seconds since 1970; 0 before.
  var lastCompletion: Int64 { time.load(ordering: .relaxed) }
  /// The counts of all observations that the store has.
  var written: Int { observed.load(ordering: .acquiring) }

  func noteFailure() { failing.store(true, ordering: .relaxed) }

  /// A batch is in the store.
  func note(_ batch: HistoryBatch) {
    observed.wrappingAdd(batch.observations.reduce(0) { $0 + $1.count }, ordering: .releasing)
  }

  /// All that had gathered is in the store.
  func noteCompletion(at seconds: Int64) {
    time.store(seconds, ordering: .relaxed)
    failing.store(false, ordering: .relaxed)
    writes.wrappingAdd(1, ordering: .releasing)
  }
}
