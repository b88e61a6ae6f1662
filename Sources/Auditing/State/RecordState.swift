public import Publishing
public import SPF

/// The records of an audit as they were, for the next one to compare with.
public struct RecordState: Sendable {
  /// One domain.
  public struct Entry: Sendable, Codable {
    /// The record and all it refers to, with the greatest TTL that was seen of each.
    public let snapshot: Snapshot
    /// Since when they are known to be as they are: seconds since 1970-01-01T00:00:00Z.
    public let since: Int64
  }

  /// When it was taken: seconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  /// The domains.
  public let entries: [DomainName: Entry]

  /// A state.
  public init(time: Int64, entries: [DomainName: Entry]) {
    self.time = time
    self.entries = entries
  }
}
