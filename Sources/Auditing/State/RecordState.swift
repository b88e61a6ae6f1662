public import SPF

/// The records of an audit as they were, for the next one to compare with.
public struct RecordState: Sendable {
  /// When it was taken: seconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  /// The domains, and the HELO names of hosts.
  public let entries: [DomainName: Entry]

  /// A state.
  public init(time: Int64, entries: [DomainName: Entry]) {
    self.time = time
    self.entries = entries
  }
}
