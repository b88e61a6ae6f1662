#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the process is told by its surroundings.
enum Environment {
  /// Whether the variable is set and not empty.
  static func isSet(_ name: String) -> Bool {
    guard let value = unsafe getenv(name) else { return false }
    return unsafe value.pointee != 0
  }

  /// Whether the terminal says that it can only print lines, one after the other.
  static var isTerminalDumb: Bool {
    guard let value = unsafe getenv("TERM") else { return false }
    return unsafe String(cString: value) == "dumb"
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  static var secondsSinceEpoch: Int64 {
    Int64(time(nil))
  }
}
