internal import Synchronization

/// A limit on how long something is waited for.
///
/// A task group would wait for what it has given up. An answer must not: something behind a resolver or a judge may take
/// no notice of its cancellation.
package enum TimeLimit {
  /// What `body` comes to; nil if `time` is over first, or the task is cancelled. `body` is cancelled then.
  package static func value<Value: Sendable>(
    within time: Duration, of clock: any Clock<Duration>, _ body: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let race = Race<Value>()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        race.begin(continuation)
        race.add(Task { race.end(with: await body()) })
        race.add(
          Task {
            try? await clock.sleep(for: time)
            race.end(with: nil)
          })
      }
    } onCancel: {
      race.end(with: nil)
    }
  }

  /// Who waits, and for whom: the first to end counts.
  private final class Race<Value: Sendable>: Sendable {
    private struct State {
      var continuation: CheckedContinuation<Value?, Never>?
      var tasks: [Task<Void, Never>] = []
      var hasEnded = false
    }

    private let state = Mutex(State())

    func begin(_ continuation: CheckedContinuation<Value?, Never>) {
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.continuation = continuation }
        return state.hasEnded
      }
      if hasEnded { continuation.resume(returning: nil) }
    }

    func add(_ task: Task<Void, Never>) {
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.tasks.append(task) }
        return state.hasEnded
      }
      if hasEnded { task.cancel() }
    }

    func end(with value: Value?) {
      let (continuation, tasks) = state.withLock { state in
        defer { state = State(hasEnded: true) }
        return (state.continuation, state.tasks)
      }
      for task in tasks { task.cancel() }
      continuation?.resume(returning: value)
    }
  }
}
