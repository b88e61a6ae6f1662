/// Marks a batch, so that writing it again after a lost answer does not count it twice.
public struct BatchStamp: Sendable, Hashable {
  /// Who writes: one name for each run of a process.
  public var writer: String
  /// The batch's number, greater than those of the writer's batches before.
  public var sequence: Int64
  /// When it was made, in hours since 1970.
  public var hour: Int

  /// A stamp.
  public init(writer: String, sequence: Int64, hour: Int) {
    self.writer = writer
    self.sequence = sequence
    self.hour = hour
  }
}
