import Foundation
import GRDB
import SPF
import TestSupport

@testable import History

/// A new, empty store.
final class StoreFixture: Sendable {
  let store: any HistoryStore
  private let kind: StoreKind
  let place: String

  init(_ kind: StoreKind) throws {
    self.kind = kind
    switch kind {
    case .sqlite:
      place =
        "\(FileManager.default.temporaryDirectory.path())/spf-history-\(UInt64.random(in: 0 ... .max)).db"
    case .postgresql:
      place = try PostgreSQLInstance.shared.get().newDatabase()
    }
    store = try Self.open(kind, place)
  }

  deinit {
    guard kind == .sqlite else { return }
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place + suffix) }
  }

  /// The same store as another process has it.
  func another() throws -> any HistoryStore { try Self.open(kind, place) }

  private static func open(_ kind: StoreKind, _ place: String) throws -> any HistoryStore {
    switch kind {
    case .sqlite: SQLiteStore(path: place, now: { Samples.noon })
    case .postgresql: try PostgreSQLStore(place)
    }
  }

  /// Executes SQL beside the store.
  func execute(_ sql: String) throws {
    switch kind {
    case .sqlite:
      try DatabaseQueue(path: place).write { try $0.execute(sql: sql) }
    case .postgresql:
      try PostgreSQLInstance.shared.get().query(sql, in: place)
    }
  }

  /// The rows of a table of the store.
  func count(_ table: String) throws -> Int {
    switch kind {
    case .sqlite:
      try DatabaseQueue(path: place).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } ?? -1
    case .postgresql:
      try Int(
        PostgreSQLInstance.shared.get().query("SELECT count(*) FROM spf.\(table)", in: place).filter(
          \.isNumber))
        ?? -1
    }
  }

  /// Makes the schema as it was in `version`.
  func makeSchema(_ version: Int) throws {
    switch kind {
    case .sqlite:
      try DatabaseQueue(path: place).writeWithoutTransaction {
        try SQLiteSchema.migrate($0, to: version, location: "", identity: { "old" })
      }
    case .postgresql:
      try PostgreSQLSchema.migrate(
        PostgreSQLConnection(place, location: ""), to: version, location: "", identity: { "old" })
    }
  }

  /// The last version of the schema.
  static func latest(_ kind: StoreKind) -> Int {
    kind == .sqlite ? SQLiteSchema.version : PostgreSQLSchema.version
  }

  /// Raises the version of the schema beyond what is known.
  func makeNewer() throws {
    switch kind {
    case .sqlite: try execute("PRAGMA user_version = 99")
    case .postgresql: try execute("UPDATE spf.history_version SET version = 99")
    }
  }
}
