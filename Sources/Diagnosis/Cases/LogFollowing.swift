internal import Dispatch
public import MailLog
internal import Synchronization

/// Logs that are read while the last of them is being written, through rotation.
///
/// Reading waits for a file most of the time, so it has a thread of its own.
public final class LogFollowing: Sendable {
  private struct State {
    var isStopped = false
    var isOver = false
    var waiting: [CheckedContinuation<LogReading?, Never>] = []
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "log")

  /// Nothing is read yet.
  public init() {}

  /// Reads the logs at `paths` until ``stop()``, or until one cannot be read. A message whose lines have been at rest
  /// for `patience` seconds is taken as complete.
  public func run(
    _ paths: [String], now: Int64, patience: Double = 10,
    onUnparsed: (@Sendable (LogPosition, String) -> Void)? = nil
  ) async -> LogReading {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        var collector = IncidentCollector()
        let report = onUnparsed.map { report in
          { (position: LogPosition, line: String) in report(position, Quoted.line(line)) }
        }
        let reader = MailLogReader(options: MailLogOptions(now: now), onUnparsed: report) {
          collector.add($0)
        }
        let problems = LogInput(paths).follow(into: reader, patience: patience) {
          serve { LogReading(collector: collector, survey: reader.survey, problems: []) }
        }
        end()
        continuation.resume(
          returning: LogReading(collector: collector, survey: reader.survey, problems: problems))
      }
    }
  }

  /// What has been read so far; nil if reading is over.
  public func snapshot() async -> LogReading? {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isOver { state.waiting.append(continuation) }
        return state.isOver
      }
      if isOver { continuation.resume(returning: nil) }
    }
  }

  /// Ends reading, soon.
  public func stop() {
    state.withLock { $0.isStopped = true }
  }

  /// Waits for `seconds`, or until ``stop()``.
  public func rest(seconds: Int) async {
    let end = ContinuousClock.now.advanced(by: .seconds(seconds))
    while ContinuousClock.now < end, !state.withLock({ $0.isStopped || $0.isOver }) {
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Gives whoever waits what there is; whether to end. On the thread that reads.
  private func serve(_ reading: () -> LogReading) -> Bool {
    let (isStopped, waiting) = state.withLock { state in
      defer { state.waiting = [] }
      return (state.isStopped, state.waiting)
    }
    if !waiting.isEmpty {
      let reading = reading()
      for continuation in waiting { continuation.resume(returning: reading) }
    }
    return isStopped
  }

  private func end() {
    let waiting = state.withLock { state in
      state.isOver = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: nil) }
  }
}
