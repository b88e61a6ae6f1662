import History
import Testing

@testable import Console

@Suite struct BackgroundTests {
  @Test func looksIntoCasesOverAConnectionOfItsOwn() async throws {
    let missing = SQLiteStore(path: "/nonexistent/history.db", creates: false, now: { PrivateWorld.now })
    let world = try await PrivateWorld { $0.backgroundHistory = missing }
    let past = try #require(world.desk.past)
    let error = await #expect(throws: HistoryError.self) { try await past.book.refresh() }
    #expect(error?.code == .unreachable)
    // Its trouble is nobody else's.
    for target in ["/", "/cases", "/cases/\(PrivateWorld.domain)/\(PrivateWorld.client)", "/api/v1/overview"]
    {
      #expect(try await world.get(target).status == 200, "\(target)")
    }
  }

  @Test func usesTheOneOfThePagesOtherwise() async throws {
    let world = try await PrivateWorld()
    let past = try #require(world.desk.past)
    try await past.book.refresh()
    #expect(await !past.book.all.isEmpty)
  }
}
