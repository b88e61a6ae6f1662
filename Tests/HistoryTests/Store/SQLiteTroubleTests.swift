import Foundation
import GRDB
import SPF
import Testing

@testable import History

/// What happens to a file: mail goes on, it is told once, and recovery needs nobody.
@Suite struct SQLiteTroubleTests {
  private static func store(_ folder: TemporaryFolder, _ told: RecordedEvents? = nil) -> SQLiteStore {
    var whenDamaged: (@Sendable (HistoryEvent) -> Void)?
    if let told { whenDamaged = { told.tell($0) } }
    return SQLiteStore(
      path: folder.file("h.db"), patience: .milliseconds(50), whenDamaged: whenDamaged,
      now: { Samples.noon })
  }

  @Test func lockedDatabaseIsWrittenWhenItIsFree() async throws {
    let folder = try TemporaryFolder()
    let told = RecordedEvents()
    let store = Self.store(folder, told)
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: folder.file("h.db"), configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    for _ in 0..<3 {
      recorder.see()
      await recorder.flush()
    }
    #expect(told.events.count == 1)
    let error = try told.failure()
    #expect(error.code == .locked)
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    await recorder.flush()
    #expect(told.events.last == .recovered(location: store.location, dropped: 0))
    #expect(try await Exported(store).total == 4)
  }

  @Test(.enabled(if: TemporaryFolder.canMount))
  func fullDiskIsWrittenToWhenThereIsRoom() async throws {
    let folder = try TemporaryFolder(megabytes: 1)
    let told = RecordedEvents()
    let store = Self.store(folder, told)
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    try folder.fill()
    for number in 0..<500 { recorder.see(helo: "h\(number).example") }
    await recorder.flush()
    await recorder.flush()
    #expect(told.events.count == 1)
    let error = try told.failure()
    #expect(error.code == .full)
    try folder.empty()
    await recorder.flush()
    #expect(told.events.last == .recovered(location: store.location, dropped: 0))
    #expect(try await Exported(store).total == 501)
    await store.close()
    #expect(try folder.integrity("h.db") == "ok")
  }

  @Test func fileThatIsNoDatabaseIsSetAside() async throws {
    let folder = try TemporaryFolder()
    let told = RecordedEvents()
    let garbage = Data(repeating: 0x41, count: 20_000)
    try garbage.write(to: URL(filePath: folder.file("h.db")))
    let store = Self.store(folder, told)
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    recorder.see()
    await recorder.flush()
    #expect(told.events.count == 1)
    #expect(try await Exported(store).total == 2)
    let kept = folder.file("h.db.damaged-20260101T120000Z")
    #expect(try Data(contentsOf: URL(filePath: kept)) == garbage)
  }

  @Test func damagedPagesAreFoundAndSetAside() async throws {
    let folder = try TemporaryFolder()
    let told = RecordedEvents()
    let store = Self.store(folder, told)
    let recorder = told.recorder(store)
    for number in 0..<2000 { recorder.see(helo: "h\(number).example") }
    await recorder.flush()
    await store.close()
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.file("h.db")))
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0x5a, count: Int(size) - 4096))
    try handle.close()
    for number in 0..<2000 { recorder.see(helo: "h\(number).example") }
    await recorder.flush()
    guard case .setAside? = told.events.first else {
      Issue.record("\(told.events)")
      return
    }
    #expect(told.events.count == 1)
    #expect(try await Exported(store).total == 2000)
    #expect(try folder.integrity("h.db") == "ok")
  }

  @Test func whoOnlyReadsSetsNothingAside() async throws {
    let folder = try TemporaryFolder()
    try Data(repeating: 0x41, count: 20_000).write(to: URL(filePath: folder.file("h.db")))
    let error = await #expect(throws: HistoryError.self) { try await Self.store(folder).migrate() }
    #expect(error?.code == .corrupt)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["h.db"])
  }

  @Test func folderThatComesLaterIsUsed() async throws {
    let folder = try TemporaryFolder()
    let told = RecordedEvents()
    let store = SQLiteStore(path: folder.file("later/h.db"), now: { Samples.noon })
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    let error = try told.failure()
    #expect(error.code == .unreachable)
    try FileManager.default.createDirectory(
      atPath: folder.file("later"), withIntermediateDirectories: false)
    await recorder.flush()
    #expect(try await Exported(store).total == 1)
  }

  @Test func fileThatWasTakenAwayIsMadeAnew() async throws {
    let folder = try TemporaryFolder()
    let store = Self.store(folder)
    let recorder = RecordedEvents().recorder(store)
    recorder.see()
    await recorder.flush()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder.file("h.db\(suffix)"))
    }
    recorder.see()
    await recorder.flush()
    #expect(try folder.integrity("h.db") == "ok")
    #expect(try await Exported(store).total == 1)
  }

  @Test func fileIsMadeOnlyByWhoWritesAndForNoStranger() async throws {
    let folder = try TemporaryFolder()
    let reader = SQLiteStore(path: folder.file("h.db"), creates: false, now: { Samples.noon })
    let error = await #expect(throws: HistoryError.self) { try await reader.migrate() }
    #expect(error?.code == .unreachable)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    try await Self.store(folder).migrate()
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("h.db"))[.posixPermissions]
    #expect((mode as? Int).map { $0 & 0o007 } == 0)
  }

  @Test func whoMayOnlyReadReadsWhetherAServiceHasItOpenOrNot() async throws {
    let folder = try TemporaryFolder()
    let name = "a b?#%41é.db"
    let path = folder.file(name)
    let service = SQLiteStore(path: path, now: { Samples.noon })
    try await service.write(
      HistoryBatch(observations: [Samples.observation()], records: []), stamp: Samples.stamp(1))
    let reader = SQLiteStore(path: path, creates: false, now: { Samples.noon })
    func count() throws -> Int? {
      try reader.read { try Int.fetchOne($0, sql: "SELECT sum(count) FROM observation") }
    }
    // What is in the log, and not yet in the file.
    #expect(try count() == 1)
    await service.close()
    #expect(try count() == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    // The service begins again.
    try await service.write(
      HistoryBatch(observations: [Samples.observation()], records: []), stamp: Samples.stamp(2))
    #expect(try count() == 2)
    await service.close()
    #expect(try count() == 2)
  }

  @Test func whoMayOnlyReadIsToldThatItChangedMeanwhile() async throws {
    let folder = try TemporaryFolder()
    let service = Self.store(folder)
    try await service.migrate()
    await service.close()
    let reader = SQLiteStore(path: folder.file("h.db"), creates: false, now: { Samples.noon })
    var other: DatabaseQueue?
    #expect {
      try reader.read { _ in
        other = try DatabaseQueue(path: folder.file("h.db"))
        try other?.write { try $0.execute(sql: "DELETE FROM writer") }
      }
    } throws: {
      ($0 as? HistoryError)?.code == .locked
    }
    try other?.close()
    try reader.read { _ in }
  }

  @Test func whoMayOnlyReadIsToldOfAnEarlierSchema() async throws {
    let fixture = try StoreFixture(.sqlite)
    try fixture.makeSchema(1)
    let store = SQLiteStore(path: fixture.place, creates: false, now: { Samples.noon })
    #expect(throws: HistoryError.self) { try store.read { _ in } }
  }
}
