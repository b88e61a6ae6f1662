import SPF
import Testing

@testable import History

@Suite struct MigrationTests {
  /// Every version that a database can be of, an empty one included.
  static let versions = StoreKind.available.flatMap { kind in
    (0...StoreFixture.latest(kind)).map { (kind, $0) }
  }

  /// The rows of version 1, written by hand: later steps must keep them.
  private static func rows(_ kind: StoreKind) -> String {
    let prefix = kind == .sqlite ? "" : "spf."
    let system = kind == .sqlite ? "" : "OVERRIDING SYSTEM VALUE"
    let network = kind == .sqlite ? "text" : "address"
    return """
      INSERT INTO \(prefix)name (id, text, hour) \(system) VALUES (1, 'corp.example.com', \(Samples.hour)),
        (2, 'mail2.corp.example.jp', \(Samples.hour));
      INSERT INTO \(prefix)network (id, \(network), hour) \(system) VALUES (1, '203.0.113.25/32', \(Samples.hour));
      INSERT INTO \(prefix)observation
        (domain, network, hour, identity, result, action, helo, reverse_name, origin, count)
        VALUES (1, 1, \(Samples.hour), 'mailfrom', 'fail', 'rejected', 2, 2, 1, 3);
      INSERT INTO \(prefix)record (domain, digest, text, ttl, first_seen, last_seen)
        VALUES ('corp.example.com', \(Samples.record("v=spf1 mx -all").digest), 'v=spf1 mx -all', 3600,
          \(Samples.noon), \(Samples.noon));
      """
  }

  @Test(arguments: versions)
  func everyVersionIsBroughtUpToDate(kind: StoreKind, version: Int) async throws {
    let fixture = try StoreFixture(kind)
    if version > 0 {
      try fixture.makeSchema(version)
      try fixture.execute(Self.rows(kind))
    }
    let store = fixture.store
    try await store.migrate()
    let before = version > 0 ? 3 : 0
    #expect(try await Exported(store).total == before)
    try await store.write(
      HistoryBatch(observations: [Samples.observation()], records: [Samples.record("v=spf1 mx -all")]),
      stamp: Samples.stamp(1))
    let exported = try await Exported(store)
    #expect(exported.observations == [Samples.observation(count: before + 1)])
    #expect(exported.records == [Samples.record("v=spf1 mx -all")])
    // The sums hold what was there before them.
    let sums = try await store.results(ResultQuery(hours: 0..<Samples.hour + 1))
    #expect(sums.map(\.count) == [before + 1])
    let senders = try await store.summaries(SenderSummaryQuery())
    #expect(senders.map(\.troubled) == [before + 1])
    #expect(senders.map(\.results) == [ResultSet([.fail])])
    // What is for people's eyes.
    #expect(try fixture.count("observations") == 1)
    #expect(try fixture.count("records") == 1)
  }

  @Test(arguments: StoreKind.available)
  func laterVersionIsNotTouched(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    try await fixture.store.write(
      HistoryBatch(observations: [Samples.observation()]), stamp: Samples.stamp(1))
    await fixture.store.close()
    try fixture.makeNewer()
    let error = await #expect(throws: HistoryError.self) {
      try await fixture.another().write(
        HistoryBatch(observations: [Samples.observation()]), stamp: Samples.stamp(2))
    }
    #expect(error?.code == .newerSchema(found: 99, known: StoreFixture.latest(kind)))
    #expect(error?.description.contains("version 99") == true)
    #expect(try fixture.count("observation") == 1)
    #expect(try fixture.count("writer") == 1)
  }

  @Test(arguments: StoreKind.available)
  func manyHostsBringItUpToDateAtOnce(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask { try await fixture.another().migrate() }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.count("origin") == 1)
  }

  @Test func databaseOfAnotherProgramIsNotTouched() async throws {
    let fixture = try StoreFixture(.sqlite)
    try fixture.execute("CREATE TABLE theirs (id INTEGER)")
    let error = await #expect(throws: HistoryError.self) { try await fixture.store.migrate() }
    #expect(error?.code == .refused)
    #expect(try fixture.count("sqlite_schema") == 1)
  }
}
