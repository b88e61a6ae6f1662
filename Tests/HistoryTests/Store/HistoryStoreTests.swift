import SPF
import Testing

@testable import History

/// What every store promises.
@Suite struct HistoryStoreTests {
  @Test(arguments: StoreKind.available)
  func countsAddUp(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    try await store.write(
      HistoryBatch(observations: [
        Samples.observation(count: 3), Samples.observation(.pass, action: .accepted, count: 2),
      ]), stamp: Samples.stamp(1))
    try await store.write(
      HistoryBatch(observations: [Samples.observation(count: 4)]), stamp: Samples.stamp(2))
    #expect(
      try await Exported(store).observations == [
        Samples.observation(count: 7), Samples.observation(.pass, action: .accepted, count: 2),
      ])
  }

  @Test(arguments: StoreKind.available)
  func everythingTellsObservationsApart(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let all = [
      Samples.observation(), Samples.observation(.softfail), Samples.observation(domain: "corp.example.jp"),
      Samples.observation(from: "203.0.113.26/32"), Samples.observation(from: "2001:db8:0:1::/64"),
      Samples.observation(hour: Samples.hour + 1), Samples.observation(helo: "other.example"),
      Samples.observation(name: "other.example"), Samples.observation(scope: .helo),
      Samples.observation(action: .deferred),
    ]
    try await fixture.store.write(HistoryBatch(observations: all), stamp: Samples.stamp(1))
    #expect(try await Exported(fixture.store).observations == Set(all))
  }

  @Test(arguments: StoreKind.available)
  func batchIsCountedOnceHoweverOftenItIsWritten(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let batch = HistoryBatch(observations: [Samples.observation(count: 5)])
    try await fixture.store.write(batch, stamp: Samples.stamp(1))
    try await fixture.store.write(batch, stamp: Samples.stamp(1))
    #expect(try await Exported(fixture.store).total == 5)
    // Another writer counts for himself.
    try await fixture.store.write(batch, stamp: Samples.stamp(1, writer: "b"))
    #expect(try await Exported(fixture.store).total == 10)
  }

  @Test(arguments: StoreKind.available)
  func sightingsOfOneRecordAreOneVersion(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    try await store.write(
      HistoryBatch(records: [
        Samples.record("v=spf1 -all", ttl: 600, first: 1000, last: 2000), Samples.record("v=spf1 mx -all"),
      ]), stamp: Samples.stamp(1))
    try await store.write(
      HistoryBatch(records: [Samples.record("v=spf1 -all", ttl: 300, first: 500, last: 1500)]),
      stamp: Samples.stamp(2))
    let expected = [
      Samples.record("v=spf1 -all", ttl: 600, first: 500, last: 2000), Samples.record("v=spf1 mx -all"),
    ]
    #expect(try await store.records(of: "corp.example.com", limit: 10) == expected)
    #expect(try await store.records(of: "corp.example.com", limit: 1) == [expected[1]])
    #expect(try await store.records(of: "corp.example.jp", limit: 10) == [])
  }

  @Test(arguments: StoreKind.available)
  func sendersAreSummedByDay(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    let day = Samples.hour / 24
    try await store.write(
      HistoryBatch(observations: [
        Samples.observation(hour: day * 24, count: 1),
        Samples.observation(hour: day * 24 + 23, helo: "x.example", count: 2),
        Samples.observation(hour: day * 24 + 24, count: 4),
        Samples.observation(.pass, from: "192.0.2.10/32", hour: day * 24 + 5, action: .accepted, count: 8),
        Samples.observation(domain: "corp.example.jp", hour: day * 24, count: 16),
      ]), stamp: Samples.stamp(1))
    func row(_ day: Int, _ network: String, _ result: SPFResult, _ count: Int, _ hours: ClosedRange<Int>)
      -> SenderDay
    {
      SenderDay(
        day: day, network: IPNetwork(network) ?? IPNetwork(IPAddress(ipv4: 0)),
        reverseName: "mail2.corp.example.jp", scope: .mailFrom, result: result,
        action: result == .pass ? .accepted : .rejected, count: count,
        hours: (day * 24 + hours.lowerBound)...(day * 24 + hours.upperBound))
    }
    let all = [
      row(day + 1, Samples.client, .fail, 4, 0...0), row(day, "192.0.2.10/32", .pass, 8, 5...5),
      row(day, Samples.client, .fail, 3, 0...23),
    ]
    var query = SenderQuery(domain: "corp.example.com")
    #expect(try await store.senders(query) == all)
    query.limit = 1
    #expect(try await store.senders(query) == [all[0]])
    query.limit = 100
    query.since = (day + 1) * 24
    #expect(try await store.senders(query) == [all[0]])
    query.since = 0
    query.network = IPNetwork(Samples.client)
    #expect(try await store.senders(query) == [all[0], all[2]])
  }

  @Test(arguments: StoreKind.available)
  func mergingAgainChangesNothing(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    try await store.write(
      HistoryBatch(observations: [Samples.observation(count: 5)]), stamp: Samples.stamp(1))
    let other = HistoryBatch(
      observations: [Samples.observation(count: 7)], records: [Samples.record("v=spf1 -all")])
    try await store.merge(other, origin: "other")
    try await store.merge(other, origin: "other")
    #expect(try await Exported(store).total == 12)
    // A later export of the same origin has grown.
    try await store.merge(HistoryBatch(observations: [Samples.observation(count: 9)]), origin: "other")
    #expect(try await Exported(store).total == 14)
    #expect(try await Exported(store).origins.count == 2)
    #expect(try await store.senders(SenderQuery(domain: "corp.example.com")).map(\.count) == [14])
  }

  @Test(arguments: StoreKind.available)
  func whatIsTooOldIsRemovedInPortions(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    let old = (0..<10).map { Samples.observation(domain: "old\($0).example", hour: 100, helo: "old.example") }
    try await store.write(
      HistoryBatch(
        observations: old + [Samples.observation()],
        records: [Samples.record("v=spf1 mx", first: 10, last: 20), Samples.record("v=spf1 a")]),
      stamp: Samples.stamp(1))
    let limits = Expiry(hour: Samples.hour, recordTime: 21)
    var portions: [Int] = []
    repeat { portions.append(try await store.removeExpired(limits, portion: 4)) } while portions.last == 4
    // Ten observations, what sums them up (ten senders and an hour), their eleven names and one record; the network is
    // still in use.
    #expect(portions.reduce(0, +) == 33)
    #expect(portions.dropLast().allSatisfy { $0 == 4 })
    #expect(try await Exported(store).observations == [Samples.observation()])
    #expect(try await Exported(store).records == [Samples.record("v=spf1 a")])
    #expect(try fixture.count("name") == 2)
    #expect(try fixture.count("network") == 1)
    #expect(try await store.removeExpired(Expiry(hour: .min, recordTime: .min), portion: 4) == 0)
  }

  @Test(arguments: StoreKind.available)
  func anyTextIsKeptAsItIs(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let names = ["", "NULL", "null", "a,b", "{a}", "\"quoted\"", "back\\slash", "'; --", " ", "\\x00"]
    let all = names.map { Samples.observation(helo: $0) }
    let records = names.map { Samples.record("v=spf1 \($0)\nv=spf1") }
    try await fixture.store.write(
      HistoryBatch(observations: all, records: records), stamp: Samples.stamp(1))
    let exported = try await Exported(fixture.store)
    #expect(exported.observations == Set(all))
    #expect(Set(exported.records) == Set(records))
  }

  @Test(arguments: StoreKind.available)
  func exportsMoreThanOnePortionAndEndsWithTheReadersError(kind: StoreKind) async throws {
    struct Stop: Error {}
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    let all = (0..<2500).map { Samples.observation(helo: "h\($0).example") }
    let records = (0..<1500).map { Samples.record("v=spf1 -all", domain: "d\($0).example") }
    try await store.write(HistoryBatch(observations: all, records: records), stamp: Samples.stamp(1))
    let exported = try await Exported(store)
    #expect(exported.observations == Set(all))
    #expect(Set(exported.records) == Set(records))
    await #expect(throws: Stop.self) { try await store.export { _ in throw Stop() } }
    // It is as good as before.
    #expect(try await Exported(store).total == 2500)
  }

  @Test(arguments: StoreKind.available)
  func manyWritersAtOnceAddUp(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let batch = HistoryBatch(observations: (0..<50).map { Samples.observation(helo: "h\($0).example") })
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let store = try fixture.another()
          for sequence in 1...5 {
            var shuffled = batch
            shuffled.observations.shuffle()
            try await store.write(
              shuffled, stamp: Samples.stamp(Int64(sequence), writer: "w\(writer)"))
          }
          await store.close()
        }
      }
      try await group.waitForAll()
    }
    let exported = try await Exported(fixture.store)
    #expect(exported.observations.count == 50)
    #expect(exported.observations.allSatisfy { $0.count == 30 })
  }

  @Test(arguments: StoreKind.available)
  func storeIsOpenedAgainAfterItWasClosed(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    try await fixture.store.write(
      HistoryBatch(observations: [Samples.observation()]), stamp: Samples.stamp(1))
    await fixture.store.close()
    #expect(try await Exported(fixture.store).total == 1)
  }
}
