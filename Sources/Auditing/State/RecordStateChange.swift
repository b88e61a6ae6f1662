public import Publishing
public import SPF

/// What changed in the records of one domain since the state was taken.
public struct RecordStateChange: Sendable {
  /// One answer of DNS.
  public struct Line: Sendable, Hashable {
    /// What was asked.
    public let question: DNSQuestion
    /// What it was, made printable; nil if it was not asked.
    public let old: String?
    /// What it is; nil if nothing leads there any more.
    public let new: String?
    /// Seconds that caches keep it, where that has become more.
    public let ttl: UInt32?
  }

  /// The domain.
  public let domain: DomainName
  /// When the state was taken: seconds since 1970-01-01T00:00:00Z.
  public let since: Int64
  /// What changed.
  public let lines: [Line]
  /// What that changes in meaning; nil if one side is too much to be told.
  public let difference: MeaningDifference?
  /// Until when caches may have what was before: seconds since 1970-01-01T00:00:00Z. Nil if only TTLs changed.
  public let cachedUntil: Int64?
}
