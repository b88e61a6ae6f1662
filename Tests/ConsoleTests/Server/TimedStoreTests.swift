import History
import SPF
import Synchronization
import TestSupport
import Testing

@testable import Console

@Suite struct TimedStoreTests {
  /// A store that another process keeps locked, so that whoever writes waits for it.
  private static func locked() throws -> (store: SQLiteStore, lock: SQLiteLock) {
    let lock = try SQLiteLock()
    return (SQLiteStore(path: lock.path, patience: .seconds(3600), now: { PrivateWorld.now }), lock)
  }

  @Test func saysThatItDoesNotAnswer() async throws {
    let (store, lock) = try Self.locked()
    let timed = TimedStore(store, limit: .milliseconds(20))
    let stamp = BatchStamp(writer: "w", sequence: 1, hour: PrivateWorld.hour)
    let error = await #expect(throws: HistoryError.self) {
      try await timed.write(HistoryBatch(observations: [PrivateWorld.seen(.fail, 0)]), stamp: stamp)
    }
    #expect(error?.code == .slow && error?.reason.contains("did not answer") == true)
    // What it was asked is done all the same.
    try lock.release()
    let patient = TimedStore(store, limit: .seconds(3600))
    let query = SenderSummaryQuery(order: .latest, limit: 1)
    #expect(await eventually { (try? await patient.summaries(query))?.count == 1 })
  }

  @Test func letsOnlySoManyWait() async throws {
    let (store, lock) = try Self.locked()
    let timed = TimedStore(store, limit: .milliseconds(20))
    // All of them are given up, and none of them comes back.
    var reasons: [String: Int] = [:]
    for number in 1...100 {
      let stamp = BatchStamp(writer: "w", sequence: Int64(number), hour: PrivateWorld.hour)
      let error = await #expect(throws: HistoryError.self) {
        try await timed.write(HistoryBatch(observations: [PrivateWorld.seen(.fail, 0)]), stamp: stamp)
      }
      reasons[error?.reason ?? "", default: 0] += 1
    }
    #expect(reasons["too many wait for it"] == 36, "\(reasons)")
    try lock.release()
  }

  @Test func aPageSaysSo() async throws {
    let (store, lock) = try Self.locked()
    // The store is opened with its first use, which writes.
    let world = try await PrivateWorld {
      $0.history = store
      $0.historyTime = .milliseconds(20)
    }
    let page = try await world.get("/cases")
    #expect(page.status == 503 && page.body.contains("The history cannot be read"))
    let japanese = try await world.get("/cases?lang=ja")
    #expect(japanese.body.contains("何の処理に時間がかかっているかを確認し"))
    // What DNS says needs no history.
    let domain = try await world.get("/domains/corp.example.com")
    #expect(domain.status == 200 && domain.body.contains("The history cannot be read"))
    #expect(try await world.get("/api/v1/domains/corp.example.com").body.contains("\"historyMissing\":true"))
    try lock.release()
  }
}
