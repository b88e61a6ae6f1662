internal import DNS
internal import History
internal import HistoryLinks
internal import PolicyService
internal import SPF
internal import Settings

/// What a policy service records of its decisions and of the answers of DNS, if it is to.
struct Recording {
  /// Who records; nil if nothing is.
  let recorder: HistoryRecorder?
  /// The log of decisions, which shows them to the recorder.
  let log: DecisionLog

  /// The recording that `settings` want. What there is to say about it goes to `log`.
  init(_ settings: ServiceSettings, log: DecisionLog) throws {
    recorder = try settings.historyRecorder(now: { WallTime.milliseconds }) { log.event($0) }
    var observed = log
    observed.observer = recorder.map { DecisionRecorder($0) }
    self.log = observed
  }

  /// Who is to be shown the answers of DNS.
  var watch: (@Sendable (DNSQuestion, DNSAnswer) -> Void)? {
    guard let recorder else { return nil }
    return { question, answer in recorder.note(answer, to: question) }
  }

  /// Writes the rest.
  func close() async { await recorder?.close() }
}
