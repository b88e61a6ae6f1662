/// How an audit is made.
public struct AuditOptions: Sendable {
  /// The time at which it is made: seconds since 1970-01-01T00:00:00Z.
  public var now: Int64
  /// The time for all questions to DNS together.
  public var time: Duration = .seconds(60)
  /// The time for one question.
  public var patience: Duration = .seconds(10)
  /// So many questions are asked at a time.
  public var questionsAtOnce = 32
  /// Days without mail in a log after which a domain counts as unused.
  public var unusedDays = 30
  /// Whether a deployment asks: then the HELO identity must pass, too, and nothing is said of other senders.
  public var isGate = false

  /// The usual way.
  public init(now: Int64) {
    self.now = now
  }
}
