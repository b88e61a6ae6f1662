internal import SPF

/// The only one that writes to a store: keeps a batch until it is written, and says once that it cannot be.
actor HistoryWriter {
  private let store: any HistoryStore
  private let options: HistoryOptions
  private let identity: String
  private let tell: @Sendable (HistoryEvent) -> Void
  /// After a write of very many rows the next one waits for so long for each: a row costs a twentieth of it, on a core that
  /// the service needs.
  private static let restForEach = Duration.microseconds(250)
  /// The batch under way. It stays as it is until it is written: whether it was, when an answer is lost, only the store
  /// knows, by its stamp.
  private var batch: HistoryBatch?
  private var sequence: Int64 = 0
  private var failures = 0
  /// The rows of the last write.
  private var lastCount = 0
  /// Whether the operator was told of a failure and not yet of its end.
  private var isTroubled = false
  private var dropped = 0

  init(
    store: any HistoryStore, options: HistoryOptions, identity: String,
    tell: @escaping @Sendable (HistoryEvent) -> Void
  ) {
    self.store = store
    self.options = options
    self.identity = identity
    self.tell = tell
  }

  /// Whether the last attempt failed.
  var isFailing: Bool { isTroubled }

  /// How long to wait until the next attempt.
  var wait: Duration {
    guard failures > 0 else { return max(options.interval, Self.restForEach * lastCount) }
    let doubled = options.interval * (1 << min(failures - 1, 16))
    return min(doubled, max(options.longestWait, options.interval))
  }

  /// Writes the batch under way, if there is one, then what `take` gives.
  func flush(hour: Int, _ take: @Sendable () -> TakenTable) async {
    guard await write(hour: hour) else { return }
    let taken = take()
    dropped += taken.dropped
    let fresh = taken.batch(widths: options.widths)
    if !fresh.isEmpty {
      batch = fresh
      sequence += 1
      guard await write(hour: hour) else { return }
    }
    if isTroubled {
      tell(.recovered(location: store.location, dropped: dropped))
      isTroubled = false
    } else if dropped > 0 {
      tell(.dropped(dropped))
    }
    dropped = 0
  }

  /// Writes the batch under way; false if it remains.
  private func write(hour: Int) async -> Bool {
    guard let batch else { return true }
    do {
      try await store.write(batch, stamp: BatchStamp(writer: identity, sequence: sequence, hour: hour))
      lastCount = batch.observations.count + batch.records.count
      self.batch = nil
      failures = 0
      return true
    } catch {
      failures += 1
      if !isTroubled { tell(.failed(error)) }
      isTroubled = true
      return false
    }
  }
}
