/// What a cache has done so far.
public struct CacheStatistics: Sendable, Hashable {
  /// Questions answered from the cache.
  public var hits: UInt64 = 0
  /// Questions not answered from the cache.
  public var misses: UInt64 = 0
  /// Answers dropped to make room.
  public var evictions: UInt64 = 0
  /// Answers kept now.
  public var count = 0
  /// The memory of the answers kept now, in octets, by estimate.
  public var bytes = 0

  /// Nothing yet.
  public init() {}
}
