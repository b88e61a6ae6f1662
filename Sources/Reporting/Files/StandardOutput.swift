#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The standard output of the process. Nothing is kept back in a buffer, so that no failure comes after the end.
public enum StandardOutput {
  /// Writes all of `text`.
  public static func write(_ text: String) throws(StandardOutputError) {
    try write(text, to: STDOUT_FILENO)
  }

  static func write(_ text: String, to descriptor: Int32) throws(StandardOutputError) {
    guard let code = DescriptorWriter.write(text, to: descriptor) else { return }
    throw StandardOutputError(
      isReaderGone: code == EPIPE, reason: unsafe String(cString: strerror(code)))
  }
}
