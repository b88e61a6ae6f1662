/// The time a line was logged at, to the second.
public struct LogTime: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00. Universal time if ``hasZone``; otherwise the log's local time read as
  /// if it were universal.
  public var seconds: Int64
  /// Whether the line gave its zone.
  public var hasZone: Bool

  /// A time.
  public init(seconds: Int64, hasZone: Bool) {
    self.seconds = seconds
    self.hasZone = hasZone
  }

  /// Order of the seconds.
  public static func < (left: LogTime, right: LogTime) -> Bool { left.seconds < right.seconds }
}
