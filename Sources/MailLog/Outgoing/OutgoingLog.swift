public import SPF

/// What a sender's own log tells of the mail that it sent: which receivers refused it because of SPF, and what
/// they said.
public struct OutgoingLog: Sendable {
  /// The rejections because of SPF in the order of the log, those of forwarded mail too.
  public let rejections: [OutgoingRejection]
  /// What the log tells beside.
  public let survey: OutgoingSurvey
  /// What could not be read; all else was.
  public let problems: [LogInputError]

  /// What a log tells.
  public init(rejections: [OutgoingRejection], survey: OutgoingSurvey, problems: [LogInputError] = []) {
    self.rejections = rejections
    self.survey = survey
    self.problems = problems
  }

  /// Reads files in the order of their rotation; `-` is standard input. `ownDomains` and the domains below them
  /// are those of our senders: with them, mail that others sent and that we passed on is told from ours. The year
  /// of times that have none is the latest that is not after `now`, in seconds since 1970. `onProgress` is called
  /// now and then with the octets read and those there are, as stored; the latter is 0 if unknown.
  public static func read(
    _ paths: [String], ownDomains: Set<DomainName>, now: Int64,
    onProgress: ((_ done: Int, _ total: Int) -> Void)? = nil
  ) -> OutgoingLog {
    let reader = OutgoingReader(ownDomains: ownDomains, options: MailLogOptions(now: now))
    var input = LogInput(paths)
    input.onProgress = onProgress
    return reader.log(problems: input.read(to: reader))
  }

  /// Reads the lines of a log; see ``read(_:ownDomains:now:onProgress:)``.
  public static func read(lines: [String], ownDomains: Set<DomainName>, now: Int64) -> OutgoingLog {
    let reader = OutgoingReader(ownDomains: ownDomains, options: MailLogOptions(now: now))
    reader.read(lines)
    return reader.log()
  }
}
