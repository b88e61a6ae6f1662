#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which file is at a path: another one if it was taken away and made anew.
struct FileIdentity: Sendable, Equatable {
  private let device: UInt64
  private let inode: UInt64

  /// The file at `path`; nil if there is none.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }

  /// Whether this process has the right to change the file at `path`.
  static func mayWrite(path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// Whether it has the right to make another file beside it.
  static func mayWriteFolder(of path: String) -> Bool {
    let end = path.lastIndex(of: "/")
    return mayWrite(path: end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
  }

  /// Makes an empty file, if there is none, which strangers cannot read; that it could not be made shows when it is
  /// opened.
  static func make(path: String) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    if descriptor >= 0 { close(descriptor) }
  }
}
