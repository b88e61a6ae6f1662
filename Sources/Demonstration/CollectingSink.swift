internal import PolicyService
internal import Synchronization

/// Keeps log lines so that the story can show them.
final class CollectingSink: LogSink {
  private let lines = Mutex<[String]>([])

  func write(_ line: LogLine) {
    lines.withLock { $0.append(String(decoding: line.text, as: UTF8.self)) }
  }

  /// The lines since the last call.
  func take() -> [String] {
    lines.withLock { lines in
      defer { lines = [] }
      return lines
    }
  }
}
