/// What the thread of a ``QueuedLogSink`` writes to. Used by that thread only; it may block.
protocol LogDestination: AnyObject, Sendable {
  /// Writes lines in order.
  func deliver(_ lines: [LogLine])
}
