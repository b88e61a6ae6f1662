internal import Synchronization

/// A clock on which nobody waits: whoever sleeps has slept, and it is as late as that.
public final class LeapingClock: Clock {
  /// Time since the clock was made.
  public struct Instant: InstantProtocol {
    var offset: Duration

    /// Later by `duration`.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// The time until `other`.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Whether this comes first.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let time = Mutex(Duration.zero)

  /// A clock.
  public init() {}

  /// The time that was slept so far.
  public var elapsed: Duration { time.withLock { $0 } }
  /// The time.
  public var now: Instant { Instant(offset: elapsed) }
  /// None that anybody notices.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Makes it as late as `deadline`.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    time.withLock { $0 = max($0, deadline.offset) }
  }
}
