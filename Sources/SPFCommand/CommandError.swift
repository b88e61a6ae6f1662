internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ends the command with an error on standard error and a status of sysexits(3).
enum CommandError {
  /// A file that cannot be read ends the command with 66 (EX_NOINPUT).
  static func reading<T>(_ body: () throws -> T) throws -> T {
    try failing(with: 66, body)
  }

  /// Input that cannot be understood ends the command with 65 (EX_DATAERR).
  static func parsing<T>(_ body: () throws -> T) throws -> T {
    try failing(with: 65, body)
  }

  /// What cannot be started ends the command with 69 (EX_UNAVAILABLE).
  static func starting<T>(_ body: () throws -> T) throws -> T {
    try failing(with: 69, body)
  }

  /// What cannot be written ends the command with 73 (EX_CANTCREAT).
  static func writing<T>(_ body: () throws -> T) throws -> T {
    try failing(with: 73, body)
  }

  private static func failing<T>(with status: Int32, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      report("\(error)")
      throw ExitCode(status)
    }
  }

  /// Writes one line to standard error.
  static func report(_ message: String) {
    var line = "spf: \(message)\n"
    line.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
