#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that is written piece by piece.
public final class GrowingFile: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Makes the file at `path`, or empties it; only its owner may read it.
  public init(_ path: String) throws(FileWriteError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileWriteError(path: path, reason: unsafe String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Appends `text`.
  public func write(_ text: String) throws(FileWriteError) {
    guard let code = DescriptorWriter.write(text, to: descriptor) else { return }
    throw FileWriteError(path: path, reason: unsafe String(cString: strerror(code)))
  }
}
