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

  /// The value of the variable; nil if it is not set.
  static func value(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether the terminal can show no more than text.
  static var isDumbTerminal: Bool {
    guard let value = unsafe getenv("TERM") else { return false }
    return unsafe strcmp(value, "dumb") == 0
  }

  /// All variables.
  static var all: [String: String] {
    var all: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        all[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      unsafe next += 1
    }
    return all
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  static var secondsSinceEpoch: Int64 {
    Int64(time(nil))
  }
}
