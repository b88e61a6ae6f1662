import Foundation
import History
import SPF

/// A history in a file, removed in the end.
final class TemporaryStore: Sendable {
  static let noon: Int64 = 1_767_268_800
  let store: SQLiteStore
  private let path: String

  init() {
    path = "\(FileManager.default.temporaryDirectory.path())/spf-links-\(UInt64.random(in: 0 ... .max)).db"
    store = SQLiteStore(path: path, now: { Self.noon })
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  func recorder() -> HistoryRecorder {
    HistoryRecorder(store: store, identity: "run", now: { Self.noon * 1000 }, tell: { _ in })
  }

  /// What was recorded for a domain: `mailfrom 203.0.113.25 mail fail rejected 1`.
  func lines(_ domain: String) async throws -> [String] {
    try await store.senders(SenderQuery(domain: domain)).map {
      "\($0.scope.rawValue) \($0.network) \($0.reverseName) \($0.result) \($0.action.rawValue) \($0.count)"
    }
  }
}
