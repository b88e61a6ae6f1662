public import SPF
internal import Synchronization

/// Takes sightings from the way of a message and writes them to a store, all that have gathered at once.
///
/// To record never waits and never fails: sightings alike are counted in memory, one task writes the counts every few
/// seconds in one transaction. While the store fails, mail goes on: counting goes on within the bounds of memory, the
/// failure is told once, and the store is tried again at growing intervals.
public final class HistoryRecorder: Sendable {
  private let options: HistoryOptions
  private let table: Mutex<ObservationTable>
  private let writer: HistoryWriter
  private let store: any HistoryStore
  private let now: @Sendable () -> Int64
  private let tell: @Sendable (HistoryEvent) -> Void
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// A recorder. `identity` tells this run of this process from all others that write to the store; `now` gives
  /// milliseconds since 1970; `tell` must not block.
  public init(
    store: any HistoryStore, options: HistoryOptions = HistoryOptions(), identity: String,
    now: @escaping @Sendable () -> Int64, tell: @escaping @Sendable (HistoryEvent) -> Void
  ) {
    self.options = options
    self.store = store
    self.now = now
    self.tell = tell
    table = Mutex(ObservationTable(limits: options))
    writer = HistoryWriter(store: store, options: options, identity: identity, tell: tell)
  }

  /// Counts a message. Never blocks but for other callers, and only for as long as it takes to count.
  public func record(_ sighting: Sighting) {
    let hour = UInt32(truncatingIfNeeded: now() / 3_600_000)
    let network = sighting.client.masked(to: options.widths.width(of: sighting.client.family))
    unsafe withUnsafeTemporaryAllocation(byteCount: PackedSighting.longest, alignment: 8) { buffer in
      let count = unsafe PackedSighting.write(sighting, hour: hour, network: network, to: buffer)
      let packed = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
      var hasher = Hasher()
      unsafe hasher.combine(bytes: packed)
      let hash = hasher.finalize()
      table.withLock { unsafe $0.add(packed, hash: UInt32(truncatingIfNeeded: hash)) }
    }
  }

  /// Notes what DNS has answered for the TXT records of a domain, if there are SPF records among them.
  public func note(_ answer: DNSAnswer, to question: DNSQuestion) {
    guard question.type == .txt, answer.status == .records,
      let version = RecordVersion(answer, domain: question.name, seen: now() / 1000)
    else { return }
    table.withLock { $0.add(version) }
  }

  /// Begins to write, on a task of its own, until ``close()``.
  public func start() {
    task.withLock { task in
      guard task == nil else { return }
      task = Task { [self] in await run() }
    }
  }

  /// Writes every ``HistoryOptions/interval`` and removes what is too old, until the task is cancelled.
  public func run<C: Clock<Duration>>(clock: C = ContinuousClock()) async {
    var lastRemoval: Int64?
    while !Task.isCancelled {
      await flush()
      if !writer.progress.isFailing, lastRemoval.map({ now() - $0 >= 3_600_000 }) ?? true {
        lastRemoval = now()
        await removeExpired()
      }
      try? await clock.sleep(for: await writer.wait)
    }
  }

  /// Writes what has gathered.
  public func flush() async {
    await writer.flush(
      at: now() / 1000, dropped: { [self] in table.withLock { $0.dropped } },
      take: { [self] spare in table.withLock { $0.take(spare: spare) } })
  }

  /// Removes what is too old, in portions, for as long as there is any and the task is not cancelled.
  public func removeExpired() async {
    let seconds = now() / 1000
    let limits = Expiry(
      hour: options.days.map { Int(seconds / 3600) - $0 * 24 } ?? .min,
      recordTime: options.recordDays.map { seconds - Int64($0) * 86_400 } ?? .min)
    while !Task.isCancelled {
      // A store that fails will tell when it is written to.
      guard let removed = try? await store.removeExpired(limits, portion: options.portion),
        removed >= options.portion
      else { return }
    }
  }

  /// Writes what has gathered, if the store can be written to, and closes it. A store that takes nothing for
  /// `limit` is told and left alone: a service that is stopped ends.
  public func close<C: Clock<Duration>>(within limit: Duration = .seconds(20), clock: C = ContinuousClock())
    async
  {
    let running = task.withLock { $0.take() }
    running?.cancel()
    let isClosed = await Patience.run(
      within: limit, clock: clock, progress: { [writer] in writer.progress.written }
    ) {
      [self] in
      await running?.value
      await flush()
      await store.close()
    }
    if !isClosed { tell(.abandoned(location: store.location)) }
  }

  /// How it is now.
  public var state: RecorderState {
    let progress = writer.progress
    let (waiting, dropped) = table.withLock { ($0.distinct, $0.dropped) }
    return RecorderState(
      waiting: waiting, dropped: dropped, written: progress.written, completeWrites: progress.completeWrites,
      lastWrite: progress.lastCompletion, isFailing: progress.isFailing)
  }
}
