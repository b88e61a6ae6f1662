#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that is read piece by piece, however large it is.
public final class PiecewiseFile: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file at `path`; `-` is standard input.
  public init(_ path: String) throws(FileReadError) {
    self.path = path
    descriptor = path == "-" ? dup(STDIN_FILENO) : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileReadError(path: path, code: errno) }
  }

  deinit { close(descriptor) }

  /// The next octets; nil at the end.
  public func next() throws(FileReadError) -> [UInt8]? {
    var octets = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &octets, octets.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileReadError(path: path, code: errno) }
      return count == 0 ? nil : Array(octets[..<count])
    }
  }
}
