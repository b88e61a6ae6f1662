import History
import SPF
import TestSupport
import Testing

@testable import Console

@Suite struct CaseBookTests {
  /// Those of whom nothing can be said must not take the turns of all others.
  @Test func looksIntoAllInTheEnd() async throws {
    let world = try await PrivateWorld()
    // The most refused, all of long ago.
    let old = (0..<CaseBook.perRound + 20).map { number in
      PrivateWorld.seen(
        .fail, 80 * 24, domain: "old\(number).example.org", from: "192.0.2.\(number)", action: .rejected,
        count: 10_000)
    }
    try await world.store.write(
      HistoryBatch(observations: old),
      stamp: BatchStamp(writer: "old", sequence: 1, hour: PrivateWorld.hour))
    let book = try #require(world.desk.past?.book)
    for _ in 0..<4 { try await book.refresh() }
    let entries = await book.all
    #expect(entries.count > 2 * CaseBook.perRound)
    #expect(
      entries.allSatisfy { $0.looked != nil }, "\(entries.filter { $0.looked == nil }.count) never had a turn"
    )
    #expect(entries.contains { $0.summary.domain.hasPrefix("old") && $0.verdict != nil })
  }
}
