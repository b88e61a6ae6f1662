#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A line on standard error that tells how far a file has been read, if that is a terminal whose cursor moves.
struct ProgressBar {
  private static let width = 40
  /// Fewer octets are read in the blink of an eye.
  private static let fewest = 32 << 20
  private let isShown = isatty(STDERR_FILENO) == 1 && !Environment.isDumbTerminal

  /// Shows that `done` of `total` octets are read.
  func show(_ done: Int, _ total: Int) {
    guard isShown, max(done, total) >= Self.fewest else { return }
    let megabytes = done >> 20
    guard total > 0 else { return write("\r\(megabytes) MiB") }
    let filled = min(Self.width, done * Self.width / total)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    write("\r[\(bar)] \(megabytes) MiB")
  }

  /// Takes the line away.
  func end() {
    if isShown { write("\r\u{1b}[K") }
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { octets in
      #if canImport(Glibc)
        _ = unsafe Glibc.write(STDERR_FILENO, octets.baseAddress, octets.count)
      #else
        _ = unsafe Darwin.write(STDERR_FILENO, octets.baseAddress, octets.count)
      #endif
    }
  }
}
