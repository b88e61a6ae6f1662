/// How a log is read.
public struct MailLogOptions: Sendable {
  /// Now, in seconds since 1970: the year of times that have none is the latest that is not in the future.
  public var now: Int64
  /// The longest line read; what is longer is cut there.
  public var longestLine: Int = 65_536
  /// The client addresses that the survey keeps.
  public var clientLimit: Int = 100_000

  /// The usual bounds.
  public init(now: Int64) { self.now = now }
}
