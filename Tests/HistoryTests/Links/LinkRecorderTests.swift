import Synchronization
import Testing

@testable import History

@Suite("Recording the links of refusals")
struct LinkRecorderTests {
  /// A store that fails when it is told to.
  private final class Store: LinkStore {
    struct State {
      var links: [StoredLink] = []
      var isFailing = false
      var removedAt: [Int64] = []
    }

    let state = Mutex(State())
    let location = "test:"

    func add(_ links: [StoredLink]) async throws(HistoryError) {
      let isFailing = state.withLock { state in
        if !state.isFailing { state.links += links }
        return state.isFailing
      }
      if isFailing { throw HistoryError(.full, location: location, reason: "full") }
    }

    func link(_ token: String, now: Int64) async throws(HistoryError) -> StoredLink? { nil }

    func removeLinks(expiredAt now: Int64, portion: Int) async throws(HistoryError) -> Int {
      state.withLock { $0.removedAt.append(now) }
      return 0
    }

    func close() async {}
  }

  private let store = Store()
  private let told = RecordedLinkEvents()

  final class RecordedLinkEvents: Sendable {
    let events = Mutex<[LinkEvent]>([])
  }

  private func recorder() -> LinkRecorder {
    LinkRecorder(store: store, interval: .seconds(5), now: { 7_000 }) { [told] event in
      told.events.withLock { $0.append(event) }
    }
  }

  private static func link(_ number: Int) -> StoredLink {
    StoredLink(
      token: "t\(number)", made: 0, expires: 9, scope: "helo", identity: "mail.example.com",
      client: "192.0.2.1", helo: "mail.example.com", recipientDomain: "example.org",
      receiver: "mx.example.org")
  }

  @Test("what was taken is written once, and what has expired is removed")
  func written() async {
    let recorder = recorder()
    #expect(recorder.take(Self.link(1)) && recorder.take(Self.link(2)))
    await recorder.flush()
    await recorder.flush()
    #expect(store.state.withLock { $0.links.map(\.token) } == ["t1", "t2"])
    #expect(store.state.withLock { $0.removedAt } == [7, 7])
    #expect(told.events.withLock { $0.isEmpty })
  }

  @Test("what has no room is not taken")
  func full() async {
    let recorder = recorder()
    for number in 0..<LinkRecorder.capacity { #expect(recorder.take(Self.link(number))) }
    #expect(!recorder.take(Self.link(-1)))
    await recorder.flush()
    #expect(recorder.take(Self.link(-1)))
    #expect(store.state.withLock { $0.links.count } == LinkRecorder.capacity)
  }

  @Test("while the store fails nothing is taken, what was taken is kept, and it is told once")
  func failing() async {
    let recorder = recorder()
    store.state.withLock { $0.isFailing = true }
    #expect(recorder.take(Self.link(1)))
    await recorder.flush()
    await recorder.flush()
    #expect(!recorder.take(Self.link(2)))
    store.state.withLock { $0.isFailing = false }
    await recorder.flush()
    #expect(recorder.take(Self.link(3)))
    #expect(store.state.withLock { $0.links.map(\.token) } == ["t1"])
    #expect(told.events.withLock { $0.map(\.isTrouble) } == [true, false])
  }

  @Test("closed: what was taken is written")
  func closed() async {
    let recorder = recorder()
    recorder.start()
    #expect(recorder.take(Self.link(1)))
    await recorder.close(within: .seconds(3600))
    #expect(store.state.withLock { $0.links.map(\.token) } == ["t1"])
  }
}
