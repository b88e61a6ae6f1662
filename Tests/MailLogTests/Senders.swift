import MailLog
import Synchronization

/// What a thread that follows a log has seen.
final class Senders: Sendable {
  private struct State {
    var senders: [String] = []
    var isStopped = false
    var result: [LogInputError]?
  }

  private let state = Mutex(State())

  var all: [String] { state.withLock { $0.senders } }
  var isStopped: Bool { state.withLock { $0.isStopped } }
  var isEnded: Bool { state.withLock { $0.result != nil } }
  var problems: [LogInputError] { state.withLock { $0.result ?? [] } }

  func add(_ sender: String) { state.withLock { $0.senders.append(sender) } }
  func stop() { state.withLock { $0.isStopped = true } }
  func end(_ problems: [LogInputError]) { state.withLock { $0.result = problems } }

  /// Waits until so many are there, for ten seconds at most.
  func wait(for count: Int) async throws {
    for _ in 0..<1_000 where all.count < count { try await Task.sleep(for: .milliseconds(10)) }
  }
}
