public import MailLog

/// The logs read for a diagnosis.
public struct LogReading: Sendable {
  /// What SPF stopped according to them.
  public let collector: IncidentCollector
  /// What they tell beside.
  public let survey: LogSurvey
  /// What could not be read; all else was.
  public let problems: [LogInputError]

  /// Reads the logs at `paths`; `-` is standard input. Lines that speak of SPF and are not understood are given to
  /// `onUnparsed`, made safe to show; `onProgress` is told the octets read and those there are. See
  /// ``LogInput/threads`` for those that read.
  public static func read(
    _ paths: [String], now: Int64, threads: Int? = nil, onUnparsed: ((LogPosition, String) -> Void)? = nil,
    onProgress: ((_ done: Int, _ total: Int) -> Void)? = nil
  ) -> LogReading {
    var collector = IncidentCollector()
    let report = onUnparsed.map { report in
      { (position: LogPosition, line: String) in report(position, Quoted.line(line)) }
    }
    let reader = MailLogReader(options: MailLogOptions(now: now), onUnparsed: report) { collector.add($0) }
    var input = LogInput(paths)
    input.onProgress = onProgress
    if let threads { input.threads = threads }
    let problems = input.read(into: reader)
    return LogReading(collector: collector, survey: reader.survey, problems: problems)
  }

  /// Reads the lines of a log that is at hand.
  public static func read(lines: [String], now: Int64) -> LogReading {
    var collector = IncidentCollector()
    let reader = MailLogReader(options: MailLogOptions(now: now)) { collector.add($0) }
    reader.begin(file: "-")
    for line in lines { reader.feed(Array((line + "\n").utf8)) }
    reader.finish()
    return LogReading(collector: collector, survey: reader.survey, problems: [])
  }
}
