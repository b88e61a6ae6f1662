/// What is kept, for how long, and how much waits in memory.
public struct HistoryOptions: Sendable, Hashable {
  /// How much of clients' addresses is kept.
  public var widths = NetworkWidths()
  /// Between two writes; what a killed process loses at most. After a write of very many rows it is
  /// longer, a second for each 10,000 of them.
  public var interval: Duration = .seconds(5)
  /// Between two attempts after the store has failed, at most.
  public var longestWait: Duration = .seconds(60)
  /// Days that observations are kept; nil for ever.
  public var days: Int? = 90
  /// Days that record versions are kept after they were last seen; nil for ever.
  public var recordDays: Int? = 730
  /// Different observations between two writes; further ones are dropped and counted.
  public var mostDistinct = 131_072
  /// Octets of them, and of record versions. There are two tables of this size while one of them is written.
  public var mostOctets = 8 << 20
  /// Rows that are removed in one transaction.
  public var portion = 5000

  /// The defaults.
  public init() {}
}
