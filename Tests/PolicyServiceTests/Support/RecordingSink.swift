import NIOConcurrencyHelpers
import PolicyService

/// Keeps log lines for a test to read.
final class RecordingSink: LogSink {
  private let kept = NIOLockedValueBox<[LogLine]>([])

  func write(_ line: LogLine) {
    kept.withLockedValue { $0.append(line) }
  }

  var lines: [String] {
    kept.withLockedValue { $0.map { String(decoding: $0.text, as: UTF8.self) } }
  }
}
