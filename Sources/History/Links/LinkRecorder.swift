internal import Synchronization

/// Takes the links of refusals from the way of a message and writes them, all that have gathered at once.
///
/// To take one never waits. What has no room, because very many mails are refused at once or the store fails, is not taken,
/// and whoever offers it is told so.
public final class LinkRecorder: Sendable {
  /// So many links are held until they are written.
  public static let capacity = 1000
  private static let portion = 1000

  private struct State {
    var links: [StoredLink] = []
    var isFailing = false
  }

  private let store: any LinkStore
  private let interval: Duration
  private let now: @Sendable () -> Int64
  private let tell: @Sendable (LinkEvent) -> Void
  private let state = Mutex(State())
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// A recorder that writes to `store` every `interval`. `now` gives milliseconds since 1970; `tell` must not block.
  public init(
    store: any LinkStore, interval: Duration, now: @escaping @Sendable () -> Int64,
    tell: @escaping @Sendable (LinkEvent) -> Void
  ) {
    self.store = store
    self.interval = interval
    self.now = now
    self.tell = tell
  }

  /// Takes a link; false if there is no room for it. Never waits.
  public func take(_ link: StoredLink) -> Bool {
    state.withLock { state in
      guard !state.isFailing, state.links.count < Self.capacity else { return false }
      state.links.append(link)
      return true
    }
  }

  /// Begins to write, and to remove what has expired, on a task of its own, until ``close()``.
  public func start() {
    task.withLock { task in
      guard task == nil else { return }
      task = Task { [self] in
        while !Task.isCancelled {
          try? await Task.sleep(for: interval)
          await flush()
        }
      }
    }
  }

  /// Writes what was taken, and ends. A store that has not done so within `limit` is left alone.
  public func close<C: Clock<Duration>>(within limit: Duration = .seconds(5), clock: C = ContinuousClock())
    async
  {
    let running = task.withLock { task in
      defer { task = nil }
      return task
    }
    running?.cancel()
    let isClosed = await Patience.run(within: limit, clock: clock) { [self] in
      await running?.value
      await flush()
      await store.close()
    }
    if !isClosed { tell(.abandoned(location: store.location)) }
  }

  /// Writes what was taken. What cannot be written is kept, and tried again the next time.
  public func flush() async {
    let links = state.withLock { $0.links }
    do throws(HistoryError) {
      if !links.isEmpty { try await store.add(links) }
      _ = try await store.removeLinks(expiredAt: now() / 1000, portion: Self.portion)
      let hasRecovered = state.withLock { state in
        defer { state.isFailing = false }
        state.links.removeFirst(links.count)
        return state.isFailing
      }
      if hasRecovered { tell(.recovered(location: store.location)) }
    } catch {
      let isNew = state.withLock { state in
        defer { state.isFailing = true }
        return !state.isFailing
      }
      if isNew { tell(.failed(error)) }
    }
  }
}
