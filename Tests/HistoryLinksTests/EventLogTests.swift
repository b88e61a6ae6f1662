import History
import HistoryLinks
import PolicyService
import Synchronization
import Testing

/// What a log of errors alone, or of answers too, has of history and links.
@Suite struct EventLogTests {
  private final class Lines: LogSink {
    private let kept = Mutex<[LogLine]>([])
    var severities: [LogSeverity] { kept.withLock { $0.map(\.severity) } }
    func write(_ line: LogLine) { kept.withLock { $0.append(line) } }
  }

  private static let error = HistoryError(.full, location: "sqlite:/h.db", reason: "no room")

  @Test(arguments: [LoggingConfiguration.Level.errors, .actions])
  func whoeverReadsOfATroubleReadsOfItsEnd(level: LoggingConfiguration.Level) {
    var policy = PolicyConfiguration(hostName: "mx.example.org")
    policy.logging.level = level
    let lines = Lines()
    let log = DecisionLog(configuration: policy, sink: lines)
    log.event(HistoryEvent.failed(Self.error))
    log.event(HistoryEvent.recovered(location: "sqlite:/h.db", dropped: 0))
    log.event(HistoryEvent.abandoned(location: "sqlite:/h.db"))
    log.event(LinkEvent.failed(Self.error))
    log.event(LinkEvent.recovered(location: "sqlite:/h.db"))
    #expect(lines.severities == [.warning, .notice, .warning, .warning, .notice])
  }
}
