/// Where log lines go. It must not block: answers wait for it.
public protocol LogSink: Sendable {
  /// Takes a line.
  func write(_ line: LogLine)
}
