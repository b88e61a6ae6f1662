/// What ``CachingResolver`` keeps, and for how long. Times are in seconds.
public struct CacheOptions: Sendable {
  /// The most answers kept.
  public var maximumCount = 500_000
  /// The most memory kept, in octets, by estimate.
  public var maximumBytes = 256 << 20
  /// No answer with records is kept for less, unless its TTL is 0.
  public var minimumTTL: UInt32 = 0
  /// No answer with records is kept for longer.
  public var maximumTTL: UInt32 = 86_400
  /// No "no data" or "no such name" is kept for longer (RFC 2308 section 5).
  public var maximumNegativeTTL: UInt32 = 3600
  /// How long a failure is kept (RFC 9520 section 3.2 wants 1 to 300); 0 for not at all.
  public var failureTTL: UInt32 = 5

  /// The defaults.
  public init() {}
}
