#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The time of a clock that only goes forward, as the cache wants it: cheap before exact.
public enum MonotonicTime {
  /// Nanoseconds since some moment in the past, exact to a few milliseconds.
  @inlinable
  public static var nanoseconds: UInt64 { read() }

  @usableFromInline
  static func read() -> UInt64 {
    var time = timespec()
    #if os(Linux)
      // The coarse clock is read from a shared page without asking the hardware.
      _ = unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    #else
      _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    #endif
    return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000
      &+ UInt64(truncatingIfNeeded: time.tv_nsec)
  }
}
