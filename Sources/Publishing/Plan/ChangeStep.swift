/// Something to do at a time.
public struct ChangeStep: Sendable, Hashable {
  /// The kinds of steps.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Leave names as they are by which the old server passes, until it is empty.
    case hold
    /// Let the new server put off what is refused, instead of giving it up.
    case stopLoss = "stop-loss"
    /// Publish the same record with a short TTL.
    case lower
    /// Publish what is new beside what is old.
    case add
    /// Let the new server send.
    case cutOver = "cut-over"
    /// The last moment at which somebody may still refuse the new server, if it has begun already.
    case lastRejection = "last-rejection"
    /// Let the new server deliver what it has put off.
    case release
    /// Stop the old server: its queue is empty, or what is in it has been returned.
    case drain
    /// Publish the record without what is old.
    case remove
    /// Publish the same record with the TTL of before, or, for a name that had none, with a usual one.
    case restore
    /// Publish networks instead of names.
    case flatten
    /// From then on nobody knows whether the networks are still those that the names stand for.
    case expiry
  }

  /// A set of TXT records to publish.
  public struct Publication: Sendable, Hashable {
    /// The SPF record.
    public let record: String
    /// The SPF record that is published until then; nil if there is none.
    public let previous: String?
    /// The TTL in seconds.
    public let ttl: UInt32
  }

  /// What kind of step.
  public let kind: Kind
  /// When, at the earliest: seconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  /// What is published, if anything.
  public let publication: Publication?
}
