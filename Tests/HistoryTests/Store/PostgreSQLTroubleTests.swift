import SPF
import TestSupport
import Testing

@testable import History

/// What happens to a server: mail goes on, it is told once, and recovery needs nobody.
@Suite(.enabled(if: PostgreSQLInstance.canRun)) struct PostgreSQLTroubleTests {
  @Test func serverThatIsNotThereIsTold() async throws {
    let told = RecordedEvents()
    let store = try PostgreSQLStore("postgresql://spf:secret@/x?host=/nonexistent")
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    await recorder.flush()
    #expect(told.events.count == 1)
    let error = try told.failure()
    #expect(error.code == .unreachable)
    #expect(!error.description.contains("secret"))
  }

  @Test func serverThatStopsAndComesBackHasEverything() async throws {
    let server = try PostgreSQLInstance()
    let told = RecordedEvents()
    let store = try PostgreSQLStore(try server.newDatabase())
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    server.stop()
    for _ in 0..<3 {
      recorder.see()
      await recorder.flush()
    }
    #expect(told.events.count == 1)
    try server.start()
    recorder.see()
    await recorder.flush()
    #expect(told.events.last == .recovered(location: store.location, dropped: 0))
    #expect(try await Exported(store).total == 5)
    // A restart between two writes is not even noticed.
    server.stop()
    try server.start()
    recorder.see()
    await recorder.flush()
    #expect(told.events.count == 2, "\(told.events)")
    #expect(try await Exported(store).total == 6)
    await store.close()
    server.stop()
  }

  @Test func serverThatHangsIsGivenUpAndComesBack() async throws {
    let server = try PostgreSQLInstance()
    let told = RecordedEvents()
    let database = try server.newDatabase()
    let store = try PostgreSQLStore(database, patience: .milliseconds(300))
    let recorder = told.recorder(store)
    recorder.see()
    await Self.flushUntilWritten(recorder)
    let failures = told.events.count
    try server.hold(true)
    recorder.see()
    await recorder.flush()
    let error = try told.failure(after: failures)
    #expect(error.code == .unreachable)
    #expect(recorder.state.isFailing)
    try server.hold(false)
    await Self.flushUntilWritten(recorder)
    #expect(recorder.state.written == 2)
    #expect(try await Exported(PostgreSQLStore(database)).total == 2)
    await store.close()
    server.stop()
  }

  /// On a slow machine a server that works may be given up, too; it is tried again.
  private static func flushUntilWritten(_ recorder: HistoryRecorder) async {
    for _ in 0..<500 {
      await recorder.flush()
      if !recorder.state.isFailing { return }
    }
  }

  @Test func aStopDoesNotWaitForAServerThatHangs() async throws {
    let server = try PostgreSQLInstance()
    let told = RecordedEvents()
    let store = try PostgreSQLStore(try server.newDatabase())
    let recorder = told.recorder(store)
    recorder.see()
    await recorder.flush()
    try server.hold(true)
    recorder.see()
    await recorder.close(clock: LeapingClock())
    #expect(told.events == [.abandoned(location: store.location)])
    try server.hold(false)
    await store.close()
    server.stop()
  }

  @Test(arguments: ["postgresql://[", "postgresql://h/x?nonsense=1"])
  func whatLibpqCannotReadIsRefused(target: String) {
    #expect(throws: HistoryError.self) { try PostgreSQLStore(target) }
  }

  @Test func placeIsToldWithoutThePassword() throws {
    let store = try PostgreSQLStore("postgresql://spf:secret@db.example.com:5433/mail")
    #expect(store.location == "postgresql://spf@db.example.com:5433/mail")
  }
}
