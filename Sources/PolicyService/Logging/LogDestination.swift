/// What the thread of a ``QueuedLogSink`` writes to. Used by that thread only; it may block.
protocol LogDestination: AnyObject, Sendable {
  /// Writes one line.
  func deliver(_ line: LogLine)
}
