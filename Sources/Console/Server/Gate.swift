internal import Synchronization

/// Lets so many do something at a time, and so many wait; others are turned away.
final class Gate: Sendable {
  /// Too many wait already.
  struct Closed: Error {}

  private struct State {
    var running = 0
    var waiting: [CheckedContinuation<Void, any Error>] = []
  }

  private let limit: Int
  private let room: Int
  private let state = Mutex(State())

  init(limit: Int, room: Int) {
    self.limit = limit
    self.room = room
  }

  /// Does `body` when it is its turn.
  func pass<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
    try await enter()
    defer { leave() }
    // Whoever has gone meanwhile is not worked for.
    try Task.checkCancellation()
    return try await body()
  }

  /// Waits for a turn. Whether there is room is seen and taken in one step, so that two never take the last of it.
  private func enter() async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let turn: Result<Void, any Error>? = state.withLock { state in
        if state.running < limit {
          state.running += 1
          return .success(())
        }
        guard state.waiting.count < room else { return .failure(Closed()) }
        state.waiting.append(continuation)
        return nil
      }
      if let turn { continuation.resume(with: turn) }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
