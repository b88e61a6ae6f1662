/// What a timetable is computed from; times in seconds since 1970-01-01T00:00:00Z, the rest in seconds.
public struct PlanTiming: Sendable, Hashable {
  /// When the plan is made.
  public var now: Int64
  /// When the new server is to begin; nil for as soon as it is safe.
  public var cutOver: Int64?
  /// When the new server began, if it has already.
  public var moved: Int64?
  /// The time until all authoritative servers carry a change.
  public var propagation: Int64
  /// How long the old server may try to deliver what is in its queue (Postfix: maximal_queue_lifetime, 5 days).
  public var queueLifetime: Int64
  /// The TTL for the time of the move.
  public var shortTTL: UInt32

  /// Timing with the usual values.
  public init(
    now: Int64, cutOver: Int64? = nil, moved: Int64? = nil, propagation: Int64 = 300,
    queueLifetime: Int64 = 432_000, shortTTL: UInt32 = 300
  ) {
    self.now = now
    self.cutOver = cutOver
    self.moved = moved
    self.propagation = propagation
    self.queueLifetime = queueLifetime
    self.shortTTL = shortTTL
  }
}
