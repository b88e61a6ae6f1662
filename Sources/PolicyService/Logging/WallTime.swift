#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The time of day of this host, which is asked for with every message: cheap before exact.
public enum WallTime {
  /// Milliseconds since 1970-01-01 00:00 UTC, some of them late.
  public static var milliseconds: Int64 {
    var time = timespec()
    #if os(Linux)
      // The coarse clock is read from a shared page without asking the hardware.
      _ = unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
    #else
      _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    #endif
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
