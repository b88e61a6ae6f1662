import Foundation
import GRDB

/// A folder for databases, removed in the end; on a file system of its own if that is wanted.
final class TemporaryFolder: Sendable {
  let path: String
  private let isMounted: Bool

  /// Whether file systems can be mounted here.
  static let canMount: Bool = (try? TemporaryFolder(megabytes: 1)) != nil

  init(megabytes: Int? = nil) throws {
    path = "\(FileManager.default.temporaryDirectory.path())/spf-folder-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard let megabytes else {
      isMounted = false
      return
    }
    isMounted = unsafe mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0
    guard isMounted else {
      try? FileManager.default.removeItem(atPath: path)
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  deinit {
    if isMounted { unsafe umount2(path, Int32(MNT_DETACH)) }
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// What SQLite says of the whole database.
  func integrity(_ name: String) throws -> String? {
    try DatabaseQueue(path: file(name)).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
  }

  /// Fills the file system but for what is in use.
  func fill() throws {
    guard FileManager.default.createFile(atPath: file("filler"), contents: nil) else { return }
    let handle = try FileHandle(forWritingTo: URL(filePath: file("filler")))
    for size in [65_536, 4096, 512] {
      while (try? handle.write(contentsOf: Data(repeating: 0, count: size))) != nil {}
    }
    try? handle.close()
  }

  func empty() throws { try FileManager.default.removeItem(atPath: file("filler")) }
}
