#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How many descriptors this process may have. Each connection is one.
enum DescriptorLimit {
  /// Raises the limit as far as it goes without privileges, and gives it. It is often 1024 at first.
  static func raised() -> Int {
    var limit = rlimit()
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard unsafe getrlimit(resource, &limit) == 0 else { return 256 }
    let before = limit.rlim_cur
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 1 << 20)
      if unsafe setrlimit(resource, &limit) != 0 { limit.rlim_cur = before }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// How many connections there is room for. Event loops have three descriptors each; the sockets of DNS, the
  /// log and what the program has open besides come to far less than 64. Of a small limit half is kept.
  static func connections(limit: Int, threads: Int, listeners: Int) -> Int {
    max(1, limit / 2, limit - 64 - 3 * threads - listeners)
  }
}
