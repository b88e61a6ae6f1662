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
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    if let code = DescriptorWriter.write(text, to: descriptor) { throw failure(path, code) }
  }

  /// Makes a folder for its owner only, if there is none; that it could not be made shows when it is written into.
  public static func makeFolder(_ path: String) {
    _ = unsafe mkdir(path, 0o700)
  }

  private static func failure(_ path: String, _ code: Int32) -> FileWriteError {
    FileWriteError(path: path, reason: unsafe String(cString: strerror(code)))
  }
}
