import Foundation
import MailLog

/// What a thread that follows a log has seen.
final class Senders: @unchecked Sendable {
  private let lock = NSLock()
  private var senders: [String] = []
  private var stopped = false
  private var result: [LogInputError]?

  var all: [String] { lock.withLock { senders } }
  var isStopped: Bool { lock.withLock { stopped } }
  var isEnded: Bool { lock.withLock { result != nil } }
  var problems: [LogInputError] { lock.withLock { result ?? [] } }

  func add(_ sender: String) { lock.withLock { senders.append(sender) } }
  func stop() { lock.withLock { stopped = true } }
  func end(_ problems: [LogInputError]) { lock.withLock { result = problems } }

  /// Waits until so many are there, for ten seconds at most.
  func wait(for count: Int) async throws {
    for _ in 0..<1_000 where all.count < count { try await Task.sleep(for: .milliseconds(10)) }
  }
}
