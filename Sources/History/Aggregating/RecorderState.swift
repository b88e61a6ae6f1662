/// How a recorder is.
public struct RecorderState: Sendable, Hashable {
  /// Different messages that are counted in memory and not yet being written.
  public var waiting: Int
  /// What has found no room since the recorder was made.
  public var dropped: Int
  /// Whether the store could not be written to the last time.
  public var isFailing: Bool
}
