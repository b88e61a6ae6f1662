/// What a timetable is computed from; times in seconds since 1970-01-01T00:00:00Z, the rest in seconds.
public struct PlanTiming: Sendable, Hashable {
  /// What was published before what is published now.
  public struct Earlier: Sendable, Hashable {
    /// When the records were published that are there now.
    public var replaced: Int64
    /// The TTL of those before, in seconds.
    public var ttl: UInt32

    /// Records of `ttl` that were replaced at `replaced`.
    public init(replaced: Int64, ttl: UInt32) {
      self.replaced = replaced
      self.ttl = ttl
    }
  }

  /// When the plan is made.
  public var now: Int64
  /// When the new server is to begin; nil for as soon as it is safe.
  public var cutOver: Int64?
  /// When the new server began, if it has already.
  public var moved: Int64?
  /// What caches may still have from before the records that are published now; nil if that is not told.
  public var earlier: Earlier?
  /// The time until all authoritative servers carry a change.
  public var propagation: Int64
  /// How long the old server may try to deliver what is in its queue (Postfix: maximal_queue_lifetime, 5 days).
  public var queueLifetime: Int64
  /// The TTL for the time of the move.
  public var shortTTL: UInt32
  /// The TTL at the end for a name that had no record; an hour is usual.
  public var usualTTL: UInt32 = 3600

  /// Timing with the usual values.
  public init(
    now: Int64, cutOver: Int64? = nil, moved: Int64? = nil, earlier: Earlier? = nil,
    propagation: Int64 = 300, queueLifetime: Int64 = 432_000, shortTTL: UInt32 = 300
  ) {
    self.now = now
    self.cutOver = cutOver
    self.moved = moved
    self.earlier = earlier
    self.propagation = propagation
    self.queueLifetime = queueLifetime
    self.shortTTL = shortTTL
  }

  /// The moment at which no cache that keeps TTLs has anything from before the records that are published now.
  var settled: Int64? { earlier.map { $0.replaced + propagation + Int64($0.ttl) } }
}
