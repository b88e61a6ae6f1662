internal import Synchronization

/// Lets so many do something at a time, and so many wait; others are turned away.
final class Gate: Sendable {
  /// Too many wait already.
  struct Closed: Error {}

  private struct State {
    var running = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
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

  private func enter() async throws {
    let isOpen = state.withLock { state in
      guard state.running < limit else { return state.waiting.count < room ? nil as Bool? : false }
      state.running += 1
      return true
    }
    if isOpen == true { return }
    guard isOpen == nil else { throw Closed() }
    await withCheckedContinuation { continuation in
      let mayGo = state.withLock { state in
        if state.running < limit {
          state.running += 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if mayGo { continuation.resume() }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
