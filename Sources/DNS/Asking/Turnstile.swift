internal import Synchronization

/// Lets so many through at a time. Others wait in line, in the order in which they came, as far as there is room in it.
public final class Turnstile: Sendable {
  private typealias Continuation = CheckedContinuation<Bool, Never>

  private struct State {
    var inside = 0
    var lastTicket: UInt64 = 0
    /// Where in the line the holder of a ticket stands.
    var places: [UInt64: UInt64] = [:]
    var line: [UInt64: (ticket: UInt64, continuation: Continuation)] = [:]
    /// The foremost place that may be taken, and the one behind the last.
    var first: UInt64 = 0
    var end: UInt64 = 0
  }

  /// How many are let through at a time.
  public let limit: Int
  private let room: Int
  private let state = Mutex(State())

  /// A turnstile for `limit` at a time, with a line for `room` others.
  public init(limit: Int, room: Int = .max) {
    self.limit = max(1, limit)
    self.room = max(0, room)
  }

  /// How many are through and have not left.
  public var inside: Int { state.withLock { $0.inside } }

  /// How many wait in line.
  public var waiting: Int { state.withLock { $0.line.count } }

  /// What `body` comes to when its turn has come; nil if the line is full, or the task is cancelled in it.
  public func pass<Value: Sendable>(_ body: () async -> Value) async -> Value? {
    guard await enter() else { return nil }
    defer { leave() }
    return await body()
  }

  private func enter() async -> Bool {
    let ticket: UInt64? = state.withLock { state in
      if state.inside < limit {
        state.inside += 1
        return nil
      }
      state.lastTicket &+= 1
      return state.lastTicket
    }
    guard let ticket else { return true }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // Whoever is cancelled before it stands in line is not found there: its flag is set before its handler runs.
        let result = state.withLock { state in
          Task.isCancelled ? false : queue(ticket, continuation, &state)
        }
        if let result { continuation.resume(returning: result) }
      }
    } onCancel: {
      let continuation = state.withLock { state in
        state.places.removeValue(forKey: ticket).flatMap { state.line.removeValue(forKey: $0)?.continuation }
      }
      continuation?.resume(returning: false)
    }
  }

  /// Whether it may go, or may not; nil if it stands in line now.
  private func queue(_ ticket: UInt64, _ continuation: Continuation, _ state: inout State) -> Bool? {
    if state.inside < limit {
      state.inside += 1
      return true
    }
    guard state.line.count < room else { return false }
    state.places[ticket] = state.end
    state.line[state.end] = (ticket, continuation)
    state.end &+= 1
    return nil
  }

  /// Hands the place on to whoever has waited longest.
  private func leave() {
    let next = state.withLock { state -> Continuation? in
      while state.first != state.end {
        defer { state.first &+= 1 }
        guard let (ticket, continuation) = state.line.removeValue(forKey: state.first) else { continue }
        state.places[ticket] = nil
        return continuation
      }
      state.inside -= 1
      return nil
    }
    next?.resume(returning: true)
  }
}
