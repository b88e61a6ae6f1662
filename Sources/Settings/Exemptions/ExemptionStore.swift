internal import DNS
public import PolicyService
internal import Reporting
internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file with temporary exemptions that several may change: one after the other, and whoever reads it has the old text
/// or the new one.
public struct ExemptionStore: Sendable {
  /// Why exemptions cannot be kept.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// What, and what helps.
    public let description: String
  }

  private let path: String
  private let patience: Duration

  /// The store in the file at `path`, which need not be there yet. Another process may be changing it for `patience`.
  public init(path: String, patience: Duration = .seconds(5)) {
    self.path = path
    self.patience = patience
  }

  /// The exemptions there are; none if there is no file.
  public func list() throws -> [TemporaryExemption] {
    guard unsafe access(path, F_OK) == 0 else { return [] }
    return try ExemptionFile.read(content())
  }

  /// The content of the file.
  public func content() throws -> SettingsReader.File {
    SettingsReader.File(name: path, octets: try BoundedFile.read(path, limit: 4 << 20))
  }

  /// Changes the exemptions by `change`, alone among all who do it this way.
  public func change(_ change: (inout [TemporaryExemption]) throws -> Void) throws {
    // To lock it needs no right to write: root may have made it, and the console run as another user.
    let lock = unsafe open(path + ".lock", O_RDONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw Failure(
        description:
          "\(Printable.text(path)).lock cannot be made: \(unsafe String(cString: strerror(errno))).")
    }
    defer { close(lock) }
    let end = ContinuousClock.now + patience
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK where ContinuousClock.now < end: usleep(20_000)
      case EWOULDBLOCK:
        throw Failure(
          description:
            "\(Printable.text(path)).lock is kept locked by another process: see which (fuser), and try again."
        )
      case let number:
        throw Failure(
          description:
            "\(Printable.text(path)).lock cannot be locked: \(unsafe String(cString: strerror(number))).")
      }
    }
    var exemptions = try list()
    try change(&exemptions)
    guard exemptions.count <= ExemptionFile.limit else {
      throw Failure(
        description: "more than \(ExemptionFile.limit) exemptions; remove some with spf exempt remove.")
    }
    try OutputFile.replace(path, with: ExemptionFile.text(exemptions))
  }

  /// What tells whether the file is still the same; nil if there is none.
  public func mark() -> Mark? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Mark(
      file: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int64(time.tv_sec),
      nanoseconds: Int64(time.tv_nsec))
  }

  /// See ``mark()``.
  public struct Mark: Sendable, Hashable {
    let file: UInt64
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
  }
}
