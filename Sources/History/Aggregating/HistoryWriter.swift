internal import SPF
internal import Threads

/// The only one that writes to a store: keeps a batch until it is written, and says once that it cannot be.
actor HistoryWriter {
  private let store: any HistoryStore
  private let options: HistoryOptions
  private let identity: String
  private let tell: @Sendable (HistoryEvent) -> Void
  /// Where batches are made: what is not urgent is not to take the place of what is.
  private let thread = BlockingThread("spf-history-b", isBackground: true)
  /// After a write of very many rows the next one waits for so long for each.
  private static let restForEach = Duration.microseconds(100)
  /// The batch under way. It stays as it is until it is written: whether it was, when an answer is lost, only the store
  /// knows, by its stamp.
  private var batch: HistoryBatch?
  /// What was taken from the table and is not in a batch yet.
  private var taken: TakenTable?
  /// The memory of a table that was written, for the next.
  private var spare = SightingTable()
  private var sequence: Int64 = 0
  /// Whether the store was there once.
  private var isOpen = false
  private var failures = 0
  /// The rows of the last write.
  private var lastCount = 0
  /// How far it has come; a failure lasts until all is written, and is told once.
  nonisolated let progress = WriterProgress()
  /// What the operator knows to have been dropped.
  private var toldDropped = 0

  init(
    store: any HistoryStore, options: HistoryOptions, identity: String,
    tell: @escaping @Sendable (HistoryEvent) -> Void
  ) {
    self.store = store
    self.options = options
    self.identity = identity
    self.tell = tell
  }

  /// How long to wait until the next attempt.
  var wait: Duration {
    guard failures > 0 else { return max(options.interval, Self.restForEach * lastCount) }
    let doubled = options.interval * (1 << min(failures - 1, 16))
    return min(doubled, max(options.longestWait, options.interval))
  }

  /// Writes what is under way, then what `take` gives in exchange for an empty table. `dropped` tells how much has found
  /// no room so far.
  func flush(
    at seconds: Int64, dropped: @Sendable () -> Int, take: @Sendable (SightingTable) -> TakenTable
  ) async {
    let hour = Int(seconds / 3600)
    guard await writeTaken(hour: hour) else { return }
    lastCount = 0
    let fresh = take(spare)
    spare = SightingTable()
    taken = await thread.run { fresh.sorted }
    guard await writeTaken(hour: hour), await open() else { return }
    let lost = dropped() - toldDropped
    let hasRecovered = progress.isFailing
    progress.noteCompletion(at: seconds)
    if hasRecovered {
      tell(.recovered(location: store.location, dropped: lost))
    } else if lost > 0 {
      tell(.dropped(lost))
    }
    toldDropped += lost
  }

  /// Looks at the start, where there is nothing to write yet, whether the store can be had, so that the operator need not
  /// wait for a message to learn that not; false if not.
  private func open() async -> Bool {
    guard !isOpen else { return true }
    do {
      try await store.migrate()
      isOpen = true
      failures = 0
    } catch {
      note(error)
    }
    return isOpen
  }

  /// Writes the batch under way and then the others of the table; false if there remain some.
  private func writeTaken(hour: Int) async -> Bool {
    repeat {
      guard await write(hour: hour) else { return false }
      await makeBatch()
    } while batch != nil
    return true
  }

  private func makeBatch() async {
    guard let table = taken else { return }
    taken = nil
    let (next, rest) = await thread.run { [widths = options.widths] in
      var rest = table
      return (rest.nextBatch(widths: widths), rest)
    }
    guard let next else {
      spare = await thread.run { rest.emptied() }
      return
    }
    taken = rest
    if next.isEmpty { return await makeBatch() }
    batch = next
    sequence += 1
  }

  /// Writes the batch under way; false if it remains.
  private func write(hour: Int) async -> Bool {
    guard let batch else { return true }
    do {
      try await store.write(batch, stamp: BatchStamp(writer: identity, sequence: sequence, hour: hour))
      lastCount += batch.observations.count + batch.records.count
      progress.note(batch)
      self.batch = nil
      isOpen = true
      failures = 0
      return true
    } catch {
      note(error)
      return false
    }
  }

  /// A failure lasts until all is written, and is told once.
  private func note(_ error: HistoryError) {
    failures += 1
    let isKnown = progress.isFailing
    progress.noteFailure()
    if !isKnown { tell(.failed(error)) }
  }
}
