public import History
public import Metrics

/// What a recorder does, as metrics.
public struct HistoryMetrics: MetricSource {
  private let recorder: HistoryRecorder

  /// The metrics of `recorder`.
  public init(_ recorder: HistoryRecorder) {
    self.recorder = recorder
  }

  /// What waits, what found no room, and whether history is written.
  public var metrics: [MetricFamily] {
    let state = recorder.state
    return [
      MetricFamily(
        .gauge, "spf_history_waiting", "Different messages that wait to be written to the history.",
        Int64(state.waiting)),
      MetricFamily(
        .counter, "spf_history_dropped_total",
        "Messages and records that found no room before they were written.",
        Int64(state.dropped)),
      MetricFamily(
        .counter, "spf_history_written_total",
        "Observations written, one for each identity of a message that was checked.", Int64(state.written)),
      MetricFamily(
        .counter, "spf_history_writes_total", "Times that all that had gathered was written.",
        Int64(state.completeWrites)),
      MetricFamily(
        .gauge, "spf_history_last_write_timestamp_seconds",
        "When all that had gathered was written the last time, in seconds since 1970; 0 before.",
        state.lastWrite),
      MetricFamily(
        .gauge, "spf_history_failing", "1 while the history cannot be written, 0 otherwise.",
        state.isFailing ? 1 : 0),
    ]
  }
}
