#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An advisory lock (flock(2)) on the folder that a file lies in: the file itself is replaced by another, and one
/// beside it would be left behind.
enum FolderLock {
  /// Tries to get the lock this often, a twentieth of a second apart: it is held for as long as a file is written.
  private static let mostTries = 200

  /// Calls `body` while it holds the lock of the folder in which the file at `path` lies, symbolic links followed.
  /// Where a file system knows no locks, the folder cannot be opened, or somebody keeps it for ten seconds, there is
  /// none.
  static func holding<T, Failure: Error>(_ path: String, _ body: () throws(Failure) -> T) throws(Failure) -> T
  {
    let descriptor = unsafe open(folder(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 { wait(descriptor) }
    return try body()
  }

  private static func wait(_ descriptor: Int32) {
    for _ in 0..<mostTries {
      guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR else { return }
      usleep(50_000)
    }
  }

  private static func folder(_ path: String) -> String {
    var full = path
    if let real = unsafe realpath(path, nil) {
      full = unsafe String(cString: real)
      unsafe free(real)
    }
    guard let slash = full.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == full.utf8.startIndex ? "/" : String(full[..<slash])
  }
}
