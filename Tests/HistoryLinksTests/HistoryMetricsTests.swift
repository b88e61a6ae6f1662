import History
import HistoryLinks
import Metrics
import SPF
import TestSupport
import Testing

@Suite struct HistoryMetricsTests {
  private static func values(_ recorder: HistoryRecorder) -> [String: String] {
    let families = HistoryMetrics(recorder).metrics
    return Dictionary(uniqueKeysWithValues: families.map { ($0.name, $0.samples.map(\.value).joined()) })
  }

  @Test func tellWhatWaitsAndWhetherItIsWritten() async {
    var options = HistoryOptions()
    options.mostDistinct = 1
    let store = SQLiteStore(path: "/nonexistent/h.db", now: { 0 })
    let recorder = HistoryRecorder(
      store: store, options: options, identity: "run", now: { TemporaryStore.noon * 1000 }, tell: { _ in })
    for number in 0..<3 {
      recorder.record(
        Sighting(
          domain: Array("d\(number).example".utf8)[...], helo: [], reverseName: [],
          client: address("203.0.113.25"), heloResult: nil, mailFromResult: .pass, action: .accepted))
    }
    #expect(
      Self.values(recorder) == [
        "spf_history_waiting": "1", "spf_history_dropped_total": "2", "spf_history_failing": "0",
        "spf_history_written_total": "0", "spf_history_writes_total": "0",
        "spf_history_last_write_timestamp_seconds": "0",
      ])
    await recorder.flush()
    #expect(
      Self.values(recorder) == [
        "spf_history_waiting": "0", "spf_history_dropped_total": "2", "spf_history_failing": "1",
        "spf_history_written_total": "0", "spf_history_writes_total": "0",
        "spf_history_last_write_timestamp_seconds": "0",
      ])
  }

  @Test func timeOfTheLastWriteIsThatWhenAllWasWritten() async {
    let store = TemporaryStore()
    let recorder = store.recorder()
    await recorder.flush()
    #expect(
      Self.values(recorder)["spf_history_last_write_timestamp_seconds"] == "\(TemporaryStore.noon)")
    await recorder.close(within: .seconds(3600))
  }
}
