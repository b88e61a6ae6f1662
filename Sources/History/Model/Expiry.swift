/// What is too old to be kept.
public struct Expiry: Sendable, Hashable {
  /// Observations of hours before this one, counted since 1970.
  public var hour: Int
  /// Record versions last seen before this time, seconds since 1970.
  public var recordTime: Int64

  /// Limits.
  public init(hour: Int, recordTime: Int64) {
    self.hour = hour
    self.recordTime = recordTime
  }
}
