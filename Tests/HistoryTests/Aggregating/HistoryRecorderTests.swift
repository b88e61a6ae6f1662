import SPF
import Synchronization
import TestSupport
import Testing

@testable import History

@Suite struct HistoryRecorderTests {
  /// A recorder, its store, and what it tells.
  private final class World: Sendable {
    let store = FakeStore()
    let recorder: HistoryRecorder
    private let told: Mutex<[HistoryEvent]>
    private let time: Mutex<Int64>

    init(_ options: HistoryOptions = HistoryOptions()) {
      let box = Box()
      told = Mutex([])
      time = Mutex(Samples.noon * 1000)
      recorder = HistoryRecorder(
        store: store, options: options, identity: "run", now: { box.world?.milliseconds ?? 0 },
        tell: { event in box.world?.told.withLock { $0.append(event) } })
      box.set(self)
    }

    private final class Box: Sendable {
      private let content = Mutex<Weak>(Weak())
      struct Weak { weak var world: World? }
      var world: World? { content.withLock { $0.world } }
      func set(_ world: World) { content.withLock { $0.world = world } }
    }

    var milliseconds: Int64 { time.withLock { $0 } }
    var events: [HistoryEvent] { told.withLock { $0 } }
    func pass(hours: Int64) { time.withLock { $0 += hours * 3_600_000 } }

    func see(
      _ result: SPFResult? = .fail, domain: String = "corp.example.com",
      helo: String = "mail2.corp.example.jp",
      from client: String = "203.0.113.25", heloResult: SPFResult? = nil, times: Int = 1
    ) {
      for _ in 0..<times {
        recorder.record(
          Sighting(
            domain: Array(domain.utf8)[...], helo: Array(helo.utf8)[...],
            reverseName: Array("mail2.corp.example.jp".utf8)[...],
            client: IPAddress(client) ?? IPAddress(ipv4: 0), heloResult: heloResult, mailFromResult: result,
            action: .rejected))
      }
    }
  }

  @Test func messagesAlikeAreOneObservation() async {
    let world = World()
    world.see(times: 1000)
    world.see(domain: "CORP.example.COM", helo: "MAIL2.corp.example.jp", times: 5)
    world.see(.pass)
    #expect(world.recorder.state.waiting == 2)
    await world.recorder.flush()
    #expect(
      Set(world.store.batches.flatMap(\.observations)) == [
        Samples.observation(count: 1005), Samples.observation(.pass),
      ])
    #expect(world.recorder.state.waiting == 0)
    await world.recorder.flush()
    #expect(world.store.batches.count == 1, "nothing new is not written")
  }

  @Test func bothIdentitiesOfAMessageAreObserved() async {
    let world = World()
    world.see(domain: "a.example.com", heloResult: .pass)
    world.see(domain: "b.example.com", heloResult: .pass)
    world.see(nil, domain: "", heloResult: .pass)
    #expect(world.recorder.state.waiting == 3)
    await world.recorder.flush()
    #expect(
      Set(world.store.batches.flatMap(\.observations)) == [
        Samples.observation(domain: "a.example.com"), Samples.observation(domain: "b.example.com"),
        // The HELO name is that of three messages.
        Samples.observation(.pass, domain: "mail2.corp.example.jp", scope: .helo, count: 3),
      ])
  }

  @Test func manyDifferentMessagesAreEachFoundAgain() async {
    let world = World()
    for _ in 0..<3 {
      for number in 0..<5000 { world.see(domain: "d\(number).example") }
    }
    #expect(world.recorder.state.waiting == 5000)
    await world.recorder.flush()
    let observations = world.store.batches.flatMap(\.observations)
    #expect(observations.count == 5000)
    #expect(observations.allSatisfy { $0.count == 3 })
  }

  @Test func hourIsThatOfTheMessage() async {
    let world = World()
    world.see()
    world.pass(hours: 1)
    world.see()
    await world.recorder.flush()
    #expect(
      Set(world.store.batches.flatMap(\.observations).map(\.hour)) == [Samples.hour, Samples.hour + 1])
  }

  @Test func addressesAreKeptAsFarAsWanted() async {
    var options = HistoryOptions()
    options.widths = NetworkWidths(ipv4: 24, ipv6: 48)
    let world = World(options)
    world.see(from: "203.0.113.25")
    world.see(from: "203.0.113.99")
    world.see(from: "2001:db8:1:2::3")
    await world.recorder.flush()
    #expect(
      Set(world.store.batches.flatMap(\.observations)) == [
        Samples.observation(from: "203.0.113.0/24", count: 2), Samples.observation(from: "2001:db8:1::/48"),
      ])
  }

  @Test(arguments: ["", "word", "[203.0.113.25]", "203.0.113.25", "a..example.com", "\u{0}"])
  func whatIsNoDomainIsNotKept(domain: String) async {
    let world = World()
    world.see(domain: domain)
    await world.recorder.flush()
    #expect(world.store.batches == [])
  }

  @Test func namesAreMadeSafeAndShort() async throws {
    let world = World()
    world.see(helo: "a\u{0}\u{1b}[31mé" + String(repeating: "x", count: 5000))
    await world.recorder.flush()
    let helo = try #require(world.store.batches.first?.observations.first?.helo)
    #expect(helo.hasPrefix("a\\x00\\x1b[31m\\xc3\\xa9x"))
    #expect(HistoryText.isName(helo))
    #expect(helo.utf8.count == 253 + 4 * 3)
  }

  @Test func whatFindsNoRoomIsCountedAndTold() async {
    var options = HistoryOptions()
    options.mostDistinct = 3
    let world = World(options)
    for number in 0..<5 { world.see(domain: "d\(number).example", times: 2) }
    // Those that are there already go on being counted.
    world.see(domain: "d0.example")
    await world.recorder.flush()
    #expect(world.store.total == 7)
    #expect(world.events == [.dropped(4)])
    #expect(
      world.recorder.state
        == RecorderState(
          waiting: 0, dropped: 4, written: 7, completeWrites: 1, lastWrite: Samples.noon, isFailing: false))
    await world.recorder.flush()
    #expect(world.events.count == 1)
  }

  @Test func roomIsBoundedInOctetsToo() async {
    var options = HistoryOptions()
    options.mostOctets = 1000
    let world = World(options)
    for number in 0..<100 { world.see(helo: String(repeating: "x", count: 200) + "\(number)") }
    #expect(world.recorder.state.waiting < 6)
  }

  @Test func failureIsToldOnceAndNothingIsLost() async {
    let world = World()
    world.store.fail(with: FakeStore.failure)
    for _ in 0..<3 {
      world.see()
      await world.recorder.flush()
    }
    #expect(world.events == [.failed(FakeStore.failure)])
    #expect(world.recorder.state.isFailing)
    #expect(world.recorder.state.completeWrites == 0)
    world.store.fail(with: nil)
    world.see()
    await world.recorder.flush()
    #expect(world.store.total == 4)
    #expect(world.recorder.state.written == 4)
    #expect(world.recorder.state.completeWrites == 1)
    #expect(world.events == [.failed(FakeStore.failure), .recovered(location: "fake:", dropped: 0)])
    // The next time it is told again.
    world.store.fail(with: FakeStore.failure)
    world.see()
    await world.recorder.flush()
    #expect(world.events.count == 3)
  }

  @Test func batchWhoseAnswerWasLostIsNotCountedTwice() async {
    let world = World()
    world.see(times: 3)
    world.store.loseAnswer()
    await world.recorder.flush()
    world.see(times: 4)
    await world.recorder.flush()
    #expect(world.store.total == 7)
    #expect(world.store.stamps.map(\.sequence) == [1, 2])
  }

  @Test func memoryIsBoundedWhileTheStoreFails() async {
    var options = HistoryOptions()
    options.mostDistinct = 10
    let world = World(options)
    world.store.fail(with: FakeStore.failure)
    for number in 0..<100 {
      world.see(domain: "d\(number).example")
      if number % 10 == 9 { await world.recorder.flush() }
    }
    world.store.fail(with: nil)
    await world.recorder.flush()
    // One batch under way and one table.
    #expect(world.store.total == 20)
    #expect(world.events.last == .recovered(location: "fake:", dropped: 80))
  }

  /// A table for a writer alone.
  private final class Table: Sendable {
    let content: Mutex<ObservationTable>
    init(_ options: HistoryOptions) { content = Mutex(ObservationTable(limits: options)) }
  }

  private func flush(_ writer: HistoryWriter, _ table: Table) async {
    await writer.flush(
      at: 0, dropped: { table.content.withLock { $0.dropped } },
      take: { spare in table.content.withLock { $0.take(spare: spare) } })
  }

  @Test func waitsLongerAfterEachFailure() async {
    let store = FakeStore()
    var options = HistoryOptions()
    options.interval = .seconds(5)
    options.longestWait = .seconds(60)
    let writer = HistoryWriter(store: store, options: options, identity: "run", tell: { _ in })
    let table = Table(options)
    table.content.withLock { $0.add(Samples.record("v=spf1 -all")) }
    #expect(await writer.wait == .seconds(5))
    store.fail(with: FakeStore.failure)
    var waits: [Duration] = []
    for _ in 0..<6 {
      await flush(writer, table)
      waits.append(await writer.wait)
    }
    #expect(waits == [5, 10, 20, 40, 60, 60].map { .seconds($0) })
    store.fail(with: nil)
    await flush(writer, table)
    #expect(await writer.wait == .seconds(5))
  }

  @Test func restsLongerAfterAWriteOfVeryManyRows() async {
    var options = HistoryOptions()
    options.mostOctets = 64 << 20
    let writer = HistoryWriter(store: FakeStore(), options: options, identity: "run", tell: { _ in })
    let table = Table(options)
    for count in [60_000, 80_000] {
      table.content.withLock { table in
        for number in 0..<count { table.add(Samples.record("v=spf1 -all", domain: "d\(number).example")) }
      }
      await flush(writer, table)
      #expect(await writer.wait == .milliseconds(count / 10))
    }
  }

  @Test func muchIsWrittenInSmallTransactionsInTheOrderOfNames() async {
    let world = World()
    for number in 0..<5000 { world.see(domain: "d\(10_000 + number * 7919 % 5000).example", times: 2) }
    await world.recorder.flush()
    let batches = world.store.batches
    #expect(batches.map(\.observations.count) == Array(repeating: TakenTable.portion, count: 5))
    #expect(world.store.stamps.map(\.sequence) == [1, 2, 3, 4, 5])
    #expect(world.store.total == 10_000)
    let ends = batches.map { $0.observations.map(\.domain).sorted() }.flatMap { [$0.first, $0.last] }
    #expect(ends == ends.sorted { ($0 ?? "") < ($1 ?? "") })
  }

  @Test func whatIsLeftOfATableIsWrittenLaterAndCountedOnce() async {
    let world = World()
    for number in 0..<3000 { world.see(domain: "d\(number).example") }
    world.store.fail(after: 1, with: FakeStore.failure)
    await world.recorder.flush()
    #expect(world.store.total == 1000)
    for number in 0..<10 { world.see(domain: "d\(number).example") }
    world.store.fail(with: nil)
    await world.recorder.flush()
    #expect(world.store.total == 3010)
    #expect(world.events == [.failed(FakeStore.failure), .recovered(location: "fake:", dropped: 0)])
  }

  @Test func storeThatCannotBeHadIsToldBeforeAnyMessage() async {
    let world = World()
    world.store.fail(with: FakeStore.failure)
    await world.recorder.flush()
    await world.recorder.flush()
    #expect(world.events == [.failed(FakeStore.failure)])
    world.see(domain: "corp.example.com")
    world.store.fail(with: nil)
    await world.recorder.flush()
    #expect(world.events == [.failed(FakeStore.failure), .recovered(location: "fake:", dropped: 0)])
    #expect(world.store.total == 1)
  }

  @Test func whatWaitsToBeCountedIsCountedWhenSomebodyAsks() async {
    let world = World()
    for number in 1...600 {
      world.see(domain: "d\(number % 300).example")
      #expect(world.recorder.state.waiting == min(number, 300))
    }
    for number in 0..<1000 {
      world.see(
        domain: String(repeating: "x", count: 60) + ".d\(number % 300).example",
        helo: String(repeating: "h", count: 250))
    }
    await world.recorder.flush()
    #expect(world.store.total == 1600)
  }

  @Test func theMemoryOfATableIsUsedAgain() async {
    let world = World()
    for round in 1...5 {
      for number in 0..<2000 { world.see(domain: "d\(number).example") }
      await world.recorder.flush()
      #expect(world.store.total == round * 2000)
    }
  }

  @Test func closingWritesTheRest() async {
    let world = World()
    world.recorder.start()
    world.see(times: 2)
    await world.recorder.close(within: .seconds(3600))
    #expect(world.store.total == 2)
    #expect(world.store.isClosed)
  }

  @Test func oldRowsAreRemovedInPortionsUntilNoneIsLeft() async {
    var options = HistoryOptions()
    options.days = 2
    options.recordDays = 3
    options.portion = 10
    let world = World(options)
    world.store.putOld(25)
    await world.recorder.removeExpired()
    #expect(world.store.removals.count == 3)
    #expect(
      world.store.removals.first?.0
        == Expiry(hour: Samples.hour - 48, recordTime: Samples.noon - 3 * 86_400))
  }

  @Test func recordsAreNotedFromAnswers() async {
    let world = World()
    let question = DNSQuestion(DomainName("corp.example.com") ?? .root, .txt)
    func texts(_ texts: String...) -> DNSAnswer {
      DNSAnswer(records: .texts(texts.map { TextRecord($0) }), ttl: 600)
    }
    world.recorder.note(texts("v=spf1 mx -all", "other"), to: question)
    world.recorder.note(texts("v=spf1 mx -all"), to: question)
    world.recorder.note(texts("v=spf1 a", "v=spf1 -all"), to: question)
    world.recorder.note(texts("v=spf1 ipv4:1"), to: question)
    world.recorder.note(texts("nothing of SPF"), to: question)
    world.recorder.note(.noName(ttl: 60), to: question)
    await world.recorder.flush()
    let records = world.store.batches.flatMap(\.records)
    #expect(Set(records.map(\.text)) == ["v=spf1 mx -all", "v=spf1 -all\nv=spf1 a", "v=spf1 ipv4:1"])
    #expect(records.allSatisfy { $0.ttl == 600 && $0.firstSeen == Samples.noon })
  }
}
