public import Publishing

extension RecordState {
  /// The record of one name, and what it was.
  public struct Entry: Sendable {
    /// The record and all it refers to, with the greatest TTL that was seen of each.
    public let snapshot: Snapshot
    /// Since when they are known to be as they are: seconds since 1970-01-01T00:00:00Z.
    public let since: Int64
    /// What they were before, as far as caches, or refusals in a log, may still go back to it; the latest last.
    public let past: [Past]
    /// What an audit told last of them, if a deployment has seen another record since: the change is news yet.
    public let told: Snapshot?

    init(snapshot: Snapshot, since: Int64, past: [Past] = [], told: Snapshot? = nil) {
      self.snapshot = snapshot
      self.since = since
      self.past = past
      self.told = told
    }
  }

  /// A record that was replaced by another.
  public struct Past: Sendable, Codable {
    /// The record and all it referred to, with the time when it was seen last.
    public let snapshot: Snapshot
    /// Since when it was known to be so: seconds since 1970-01-01T00:00:00Z.
    public let since: Int64
    /// When the next one was seen first. It was replaced between the time of ``snapshot`` and then.
    public let replaced: Int64
    /// Until when caches may have it: ``replaced`` and the greatest TTL that was seen of what changed.
    public let cachedUntil: Int64
  }
}

extension RecordState.Entry: Codable {
  private enum Key: String, CodingKey {
    case snapshot, since, past, told
  }

  /// Reads an entry; what older versions did not keep is not there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    snapshot = try container.decode(Snapshot.self, forKey: .snapshot)
    since = try container.decode(Int64.self, forKey: .since)
    past = try container.decodeIfPresent([RecordState.Past].self, forKey: .past) ?? []
    told = try container.decodeIfPresent(Snapshot.self, forKey: .told)
  }

  /// Writes an entry, without what is empty.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(snapshot, forKey: .snapshot)
    try container.encode(since, forKey: .since)
    if !past.isEmpty { try container.encode(past, forKey: .past) }
    try container.encodeIfPresent(told, forKey: .told)
  }
}
