#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes files.
public enum OutputFile {
  /// Writes `text` into the file at `path`; one that is there is replaced only if `replaces`.
  public static func write(_ text: String, to path: String, replaces: Bool) throws(FileWriteError) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replaces ? O_TRUNC : O_EXCL)
    let descriptor = unsafe open(path, flags, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let octets = Array(text.utf8)
    var start = 0
    while start < octets.count {
      let count = unsafe octets[start...].withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      start += count
    }
  }

  /// Makes a folder for its owner only, if there is none; that it could not be made shows when it is written into.
  public static func makeFolder(_ path: String) {
    _ = unsafe mkdir(path, 0o700)
  }

  private static func failure(_ path: String) -> FileWriteError {
    FileWriteError(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
