internal import Synchronization

/// Who waits for something, but no longer than for a time.
final class Patience: Sendable {
  private let waiting: Mutex<CheckedContinuation<Bool, Never>?>

  private init(_ continuation: CheckedContinuation<Bool, Never>) {
    waiting = Mutex(continuation)
  }

  private func end(_ hasEnded: Bool) {
    waiting.withLock { $0.take() }?.resume(returning: hasEnded)
  }

  /// Runs `body`; false if it has not ended, nor `progress` changed, for `limit`. It is then left alone, for what blocks in
  /// a library cannot be called back, and a group of tasks would wait for it.
  static func run<C: Clock<Duration>>(
    within limit: Duration, clock: C = ContinuousClock(), progress: @escaping @Sendable () -> Int = { 0 },
    _ body: @escaping @Sendable () async -> Void
  ) async -> Bool {
    await withCheckedContinuation { continuation in
      let patience = Patience(continuation)
      let limiter = Task {
        var before: Int
        repeat {
          before = progress()
          try? await clock.sleep(for: limit)
        } while progress() != before && !Task.isCancelled
        patience.end(false)
      }
      Task {
        await body()
        patience.end(true)
        limiter.cancel()
      }
    }
  }
}
