internal import Synchronization

/// The clock of a story: it goes when it is told to, so that days pass in a moment.
final class StoryClock: Sendable {
  private let time: Mutex<Int64>

  /// A clock at a time, in seconds since 1970-01-01T00:00:00Z.
  init(_ start: Int64) {
    time = Mutex(start)
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  var now: Int64 { time.withLock { $0 } }

  /// For a cache.
  var nanoseconds: UInt64 { UInt64(now) * 1_000_000_000 }

  func go(to time: Int64) {
    self.time.withLock { $0 = max($0, time) }
  }
}
