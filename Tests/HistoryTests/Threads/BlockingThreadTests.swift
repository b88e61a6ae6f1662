import Synchronization
import Testing

@testable import History
@testable import Threads

@Suite struct BlockingThreadTests {
  @Test func runsOneAfterAnother() async {
    let thread = BlockingThread("test", isBackground: false)
    let seen = Seen()
    for number in 0..<100 { await thread.run { seen.add(number) } }
    #expect(seen.numbers == Array(0..<100))
  }

  @Test func handsOnErrors() async {
    let thread = BlockingThread("test", isBackground: false)
    let error = HistoryError(.full, location: "", reason: "")
    await #expect(throws: error) {
      try await thread.run { () throws(HistoryError) in throw error }
    }
  }

  @Test func whatWasGivenIsDoneThoughTheThreadIsLetGo() async {
    let work = ThreadWork(label: "test", isBackground: false)
    let seen = Seen()
    let atTheEnd = await withCheckedContinuation { continuation in
      for number in 0..<3 { work.add { seen.add(number) } }
      work.add { continuation.resume(returning: seen.numbers) }
      work.end()
    }
    #expect(atTheEnd == [0, 1, 2])
  }

  private final class Seen: Sendable {
    private let content = Mutex<[Int]>([])
    var numbers: [Int] { content.withLock { $0 } }
    func add(_ number: Int) { content.withLock { $0.append(number) } }
  }

  #if canImport(Glibc)
    @Test func onlyThatInTheBackgroundGivesWay() async {
      let background = BlockingThread("test-background", isBackground: true)
      let other = BlockingThread("test", isBackground: false)
      let before = await other.run { CurrentThread.currentNiceness }
      #expect(await background.run { CurrentThread.currentNiceness } == CurrentThread.niceness)
      #expect(await other.run { CurrentThread.currentNiceness } == before)
    }
  #endif
}
