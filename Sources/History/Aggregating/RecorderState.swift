/// How a recorder is.
public struct RecorderState: Sendable, Hashable {
  /// Different messages that are counted in memory and not yet being written.
  public var waiting: Int
  /// What has found no room since the recorder was made.
  public var dropped: Int
  /// The counts of the observations that the store has confirmed: one message has one for each identity checked.
  public var written: Int
  /// How often all that had gathered was written.
  public var completeWrites: Int
  /// When the last time was, in seconds since 1970; 0 if there was none.
  public var lastWrite: Int64
  /// Whether the store could not be written to the last time.
  public var isFailing: Bool
}
