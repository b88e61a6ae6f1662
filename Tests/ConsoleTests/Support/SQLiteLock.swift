import Foundation
import GRDB

/// A file of SQLite that is kept locked until ``release()``.
final class SQLiteLock: Sendable {
  let path: String
  private let database: DatabaseQueue

  init() throws {
    path = "\(FileManager.default.temporaryDirectory.path())/spf-locked-\(UInt64.random(in: 0 ... .max)).db"
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    database = try DatabaseQueue(path: path, configuration: configuration)
    try database.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    for suffix in ["-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  /// Lets others have it.
  func release() throws {
    try database.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
  }
}
