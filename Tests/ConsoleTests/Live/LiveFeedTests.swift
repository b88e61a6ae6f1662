import History
import PageSettings
import SPF
import TestSupport
import Testing

@testable import Console

/// Whoever listens hears what happens, and costs no more than he is allowed.
@Suite struct LiveFeedTests {
  private static func refuse(
    _ world: PrivateWorld, _ domains: [String], sequence: Int64, count: Int = 1
  ) async throws {
    try await world.store.write(
      HistoryBatch(
        observations: domains.map {
          PrivateWorld.seen(.fail, 0, domain: $0, from: "192.0.2.7", action: .rejected, count: count)
        }), stamp: BatchStamp(writer: "live", sequence: sequence, hour: PrivateWorld.hour))
  }

  private static func feed(_ world: PrivateWorld) throws -> LiveFeed { try #require(world.desk.past?.feed) }

  /// The next `count` events.
  private static func take(_ count: Int, _ stream: LiveStream) async -> [LiveEvent] {
    var events: [LiveEvent] = []
    for await event in stream.events {
      events.append(event)
      if events.count == count { break }
    }
    return events
  }

  @Test func tellsWhatIsNew() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    let stream = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    await feed.look()
    try await Self.refuse(world, ["a.example.net"], sequence: 1, count: 3)
    await feed.look()
    try await Self.refuse(world, ["a.example.net", "b.example.net"], sequence: 2)
    await feed.look()
    // Nothing is told twice.
    await feed.look()
    let events = await Self.take(3, stream)
    #expect(events.map(\.id) == [1, 2, 3])
    #expect(Set(events.map(\.domain)) == ["a.example.net", "b.example.net"])
    #expect(events[0].troubled == 3 && events[0].refused == 3)
    #expect(events[1...].allSatisfy { $0.troubled == 1 && $0.results == ["fail"] })
    #expect(events[0].link == "/cases/a.example.net/192.0.2.7")
  }

  @Test func goesOnWhereSomebodyLeft() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    let first = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    await feed.look()
    for number in 1...5 {
      try await Self.refuse(world, ["s\(number).example.net"], sequence: Int64(number))
      await feed.look()
    }
    let back = try #require(await feed.listen(after: 3, for: .seconds(3600), every: nil))
    #expect(await Self.take(2, back).map(\.id) == [4, 5])
    let least = try #require(await feed.listen(after: .min, for: .seconds(3600), every: nil))
    #expect(least.start == 0)
    #expect(
      try EventStream.text(try #require(await Self.take(1, least).first), after: least.start).contains(
        "id: 1\n"))
    // A number that was never told is of another run.
    let other = try #require(await feed.listen(after: 99, for: .seconds(3600), every: nil))
    try await Self.refuse(world, ["s6.example.net"], sequence: 6)
    await feed.look()
    #expect(await Self.take(1, other).map(\.id) == [6])
    #expect(await Self.take(6, first).map(\.id) == [1, 2, 3, 4, 5, 6])
  }

  /// An answer ends by itself; whoever comes back for the next has missed nothing meanwhile.
  @Test func missesNothingBetweenTwoAnswers() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    var first: LiveStream? = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    let start = try #require(first?.start)
    await feed.look()
    first = nil
    #expect(await eventually { await feed.state.listeners == 0 })
    try await Self.refuse(world, ["gap.example.net"], sequence: 1)
    let back = try #require(await feed.listen(after: start, for: .seconds(3600), every: nil))
    await feed.look()
    #expect(await Self.take(1, back).map(\.domain) == ["gap.example.net"])
  }

  /// More than one question of the store brings.
  @Test func looksAtAllWhoHadTrouble() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    let domains = (0..<1200).map { "m\($0).example.net" }
    try await Self.refuse(world, domains, sequence: 1)
    let stream = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    await feed.look()
    try await Self.refuse(world, [domains[0], domains[600], domains[1199]], sequence: 2)
    await feed.look()
    #expect(
      Set(await Self.take(3, stream).map(\.domain)) == [domains[0], domains[600], domains[1199]])
  }

  @Test func tellsNoMoreThanAFewAtOnceAndCountsTheRest() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    let stream = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    await feed.look()
    let domains = (0..<(LiveFeed.mostAtOnce + 7)).map { "n\($0).example.net" }
    try await Self.refuse(world, domains, sequence: 1)
    await feed.look()
    let events = await Self.take(LiveFeed.mostAtOnce, stream)
    #expect(events.first?.id == 8)
    #expect(await feed.state.unsaid == 7)
    let text = try EventStream.text(try #require(events.first), after: stream.start)
    #expect(text.hasPrefix("event: lost\ndata: {\"events\":7}\n\nid: 8\nevent: trouble\ndata: {"))
    #expect(try EventStream.text(events[1], after: 8).hasPrefix("id: 9\nevent: trouble\n"))
  }

  @Test func tellsThoseNoMoreWhoDoNotTakeWhatTheyAreTold() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    let slow = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    let quick = try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil))
    await feed.look()
    var heard = 0
    var iterator = quick.events.makeAsyncIterator()
    var rounds: Int64 = 0
    while heard <= LiveFeed.mostWaiting {
      rounds += 1
      let domains = (0..<LiveFeed.mostAtOnce).map { "r\(rounds)n\($0).example.net" }
      try await Self.refuse(world, domains, sequence: rounds)
      await feed.look()
      for _ in domains where await iterator.next() != nil { heard += 1 }
    }
    #expect(heard == Int(rounds) * LiveFeed.mostAtOnce)
    #expect(await feed.state == LiveState(listeners: 1, slow: 1, unsaid: 0))
    // What waits for him is bounded, and then it ends.
    #expect(await Self.take(.max, slow).count == LiveFeed.mostWaiting)
  }

  @Test func lessThanACrowdMayListen() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    var streams: [LiveStream] = []
    for _ in 0..<LiveFeed.mostListeners {
      streams.append(try #require(await feed.listen(after: nil, for: .seconds(3600), every: nil)))
    }
    #expect(await feed.listen(after: nil, for: .seconds(3600), every: nil) == nil)
    let page = try await world.get("/api/v1/events")
    #expect(page.status == 503)
    #expect(page.body.contains("\"busy\""))
    // A place is free again when somebody goes.
    streams.removeAll()
    #expect(await eventually { await feed.state.listeners == 0 })
    #expect(await feed.listen(after: nil, for: .seconds(3600), every: nil) != nil)
  }

  @Test func staysWithAStoreThatDoesNotAnswer() async throws {
    let world = try await PrivateWorld {
      $0.history = SQLiteStore(path: "/nonexistent/history.db", creates: false, now: { PrivateWorld.now })
    }
    let feed = try Self.feed(world)
    let stream = try #require(await feed.listen(after: nil, for: .milliseconds(1), every: nil))
    await feed.look()
    #expect(await Self.take(1, stream).isEmpty)
  }

  @Test func endsAnAnswerBeforeTheServerDoes() async throws {
    var limits = WebLimits()
    limits.answerTime = .milliseconds(500)
    let world = try await PrivateWorld(limits: limits)
    try await world.serve { port in
      // On a machine that takes longer for it than is allowed here, not at once.
      let isWhole = try await eventually {
        let reader = try EventReader(port: port, path: "/api/v1/events")
        defer { reader.close() }
        let text = try await reader.read()
        return text.contains("200 OK") && text.contains("Content-Type: text/event-stream")
          && text.contains("retry: 1000\nid: 0\n: listening\n\n")
      }
      #expect(isWhole)
    }
  }

  /// Whoever writes history waits for nobody who listens, or reads a page.
  @Test func keepsNoWriterWaiting() async throws {
    let world = try await PrivateWorld()
    let feed = try Self.feed(world)
    try await world.serve { port in
      let deaf = try (0..<LiveFeed.mostListeners).map { _ in
        try EventReader(port: port, path: "/api/v1/events")
      }
      defer { for reader in deaf { reader.close() } }
      #expect(await eventually { await feed.state.listeners == LiveFeed.mostListeners })
      // By another connection, as a service has it.
      let service = SQLiteStore(path: world.path, now: { PrivateWorld.now })
      for number in 1...20 {
        try await service.write(
          HistoryBatch(observations: [PrivateWorld.seen(.fail, 0, domain: "w\(number).example.net")]),
          stamp: BatchStamp(writer: "service", sequence: Int64(number), hour: PrivateWorld.hour))
        await feed.look()
      }
      await service.close()
    }
  }
}
