internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Why a file cannot be read.
public struct FileReadError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What the system says.
  public let reason: String

  init(path: String, code: Int32) {
    self.path = path
    reason = unsafe String(cString: strerror(code))
  }

  /// The file, the reason, and what helps.
  public var description: String {
    "\(Printable.text(path)): cannot be read: \(reason); check the path and its permissions"
  }
}
