internal import SPF
internal import Synchronization

/// The queries under way behind a cache, and who waits for each.
final class FlightTable: Sendable {
  typealias Continuation = CheckedContinuation<DNSAnswer, Never>

  private struct Flight {
    let id: UInt64
    var waiting: [UInt64: Continuation]
    var task: Task<Void, Never>?
  }

  private struct State {
    var lastTicket: UInt64 = 0
    var flights: [DNSQuestion: Flight] = [:]
  }

  private let state = Mutex(State())

  /// A number for one who waits.
  func ticket() -> UInt64 {
    state.withLock {
      $0.lastTicket &+= 1
      return $0.lastTicket
    }
  }

  /// Waits for the query; returns its number if the caller must start it.
  func join(
    _ question: DNSQuestion, ticket: UInt64, _ continuation: Continuation, isCancelled: () -> Bool,
    recheck: () -> DNSAnswer?
  ) -> UInt64? {
    enum Step {
      case answer(DNSAnswer)
      case start
      case wait
    }
    let step: Step = state.withLock { state in
      if isCancelled() { return .answer(.failure(.timeout)) }
      if state.flights[question] != nil {
        state.flights[question]?.waiting[ticket] = continuation
        return .wait
      }
      // A flight may have landed since the cache was asked.
      if let answer = recheck() { return .answer(answer) }
      state.flights[question] = Flight(id: ticket, waiting: [ticket: continuation])
      return .start
    }
    switch step {
    case .answer(let answer): continuation.resume(returning: answer)
    case .start: return ticket
    case .wait: break
    }
    return nil
  }

  /// Makes the task of a flight known, so that it ends when nobody waits any more.
  func attach(_ task: Task<Void, Never>, to question: DNSQuestion, flight: UInt64) {
    let isAbandoned = state.withLock { state in
      guard state.flights[question]?.id == flight else { return true }
      state.flights[question]?.task = task
      return false
    }
    // Done, or left by everybody before it was known; to cancel what is done is harmless.
    if isAbandoned { task.cancel() }
  }

  /// Keeps the answer and hands it to all who wait; nothing happens if all have left.
  func finish(_ question: DNSQuestion, flight: UInt64, with answer: DNSAnswer, keep: () -> Void) {
    let waiting: [UInt64: Continuation]? = state.withLock { state in
      guard state.flights[question]?.id == flight else { return nil }
      keep()
      return state.flights.removeValue(forKey: question)?.waiting
    }
    for continuation in (waiting ?? [:]).values { continuation.resume(returning: answer) }
  }

  /// One who waits is cancelled. The last one to leave ends the query.
  func leave(_ question: DNSQuestion, ticket: UInt64) {
    let (continuation, task): (Continuation?, Task<Void, Never>?) = state.withLock { state in
      guard let continuation = state.flights[question]?.waiting.removeValue(forKey: ticket) else {
        return (nil, nil)
      }
      guard state.flights[question]?.waiting.isEmpty == true else { return (continuation, nil) }
      return (continuation, state.flights.removeValue(forKey: question)?.task)
    }
    task?.cancel()
    continuation?.resume(returning: .failure(.timeout))
  }
}
