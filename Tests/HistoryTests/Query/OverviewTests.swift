import SPF
import Testing

@testable import History

/// What overviews read: it must say at any time what the observations say.
@Suite struct OverviewTests {
  private static let day = Samples.hour / 24 * 24

  private static let all = [
    Samples.observation(hour: day, count: 1),
    Samples.observation(hour: day + 1, helo: "x.example", count: 2),
    Samples.observation(hour: day + 24, count: 4),
    Samples.observation(.pass, from: "192.0.2.10/32", hour: day + 5, action: .accepted, count: 8),
    Samples.observation(.softfail, domain: "corp.example.jp", hour: day + 2, action: .accepted, count: 16),
    Samples.observation(SPFResult.none, domain: "mail.example.org", hour: day, scope: .helo, count: 32),
    Samples.observation(SPFResult.none, domain: "example.org", hour: day, count: 64),
    Samples.observation(
      .permerror, domain: "broken.example", from: "2001:db8:0:1::/64", hour: day + 25, count: 128),
  ]

  private static func filled(_ kind: StoreKind) async throws -> StoreFixture {
    let fixture = try StoreFixture(kind)
    try await fixture.store.write(HistoryBatch(observations: all), stamp: Samples.stamp(1))
    return fixture
  }

  @Test(arguments: StoreKind.available)
  func resultsAreSummedByTheHourAndByTheDay(kind: StoreKind) async throws {
    let fixture = try await Self.filled(kind)
    let hours = Self.day..<(Self.day + 48)
    let hourly = try await fixture.store.results(ResultQuery(hours: hours))
    #expect(hourly.map(\.hour) == hourly.map(\.hour).sorted())
    let counts = hourly.map(\.count)
    #expect(counts.prefix(3).reduce(0, +) == 97)
    #expect(counts.reduce(0, +) == 255)
    let daily = try await fixture.store.results(ResultQuery(hours: hours, step: 24))
    #expect(Set(daily.map(\.hour)) == [Self.day, Self.day + 24])
    #expect(daily.filter { $0.result == .fail }.map(\.count) == [3, 4])
    let refused = daily.filter(\.isRefusal).map(\.count).reduce(0, +)
    #expect(refused == 199)
    #expect(try await fixture.store.results(ResultQuery(hours: 0..<10)).isEmpty)
  }

  @Test(arguments: StoreKind.available)
  func writingAndMergingKeepTheSums(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = fixture.store
    try await store.write(
      HistoryBatch(observations: [Samples.observation(count: 3)]), stamp: Samples.stamp(1))
    try await store.write(
      HistoryBatch(observations: [Samples.observation(count: 4)]), stamp: Samples.stamp(2))
    let other = HistoryBatch(observations: [Samples.observation(count: 10)])
    try await store.merge(other, origin: "other")
    try await store.merge(other, origin: "other")
    try await store.merge(HistoryBatch(observations: [Samples.observation(count: 11)]), origin: "other")
    let total = try await Exported(store).total
    #expect(total == 18)
    #expect(try await store.results(ResultQuery(hours: 0..<Samples.hour + 1)).map(\.count) == [total])
    let senders = try await store.summaries(SenderSummaryQuery())
    #expect(senders.map(\.refused) == [total])
  }

  @Test(arguments: StoreKind.available)
  func removingKeepsTheSums(kind: StoreKind) async throws {
    let fixture = try await Self.filled(kind)
    let store = fixture.store
    let all = try await store.summaries(SenderSummaryQuery(order: .latest))
    // Every portion leaves them right.
    let limits = Expiry(hour: Self.day + 2, recordTime: .min)
    var removed = 0
    repeat {
      removed = try await store.removeExpired(limits, portion: 1)
      let total = try await Exported(store).total
      let sums = try await store.results(ResultQuery(hours: 0..<Self.day + 48))
      #expect(sums.map(\.count).reduce(0, +) == total)
      #expect(sums.allSatisfy { $0.count > 0 })
    } while removed > 0
    let left = try await store.summaries(SenderSummaryQuery(order: .latest))
    #expect(Set(left.map(\.domain)) == ["corp.example.com", "corp.example.jp", "broken.example"])
    let sender = try #require(left.first { $0.domain == "corp.example.com" && $0.troubled > 0 })
    #expect(sender.troubled == 4)
    #expect(sender.refused == 4)
    // When it was first seen stays known.
    #expect(sender.hours == all.first { $0.domain == sender.domain && $0.troubled > 0 }?.hours)
  }

  /// Several processes write the same rows while another removes old ones.
  @Test(arguments: StoreKind.available)
  func writingFromManyProcessesKeepsTheSums(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    try await fixture.store.migrate()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = try fixture.another()
          for sequence in 1...6 {
            let batch = HistoryBatch(
              observations: (0..<20).flatMap { number in
                [Self.day, Self.day + 1].map { hour in
                  Samples.observation(
                    number.isMultiple(of: 2) ? .fail : .pass, domain: "d\(number).example", hour: hour,
                    action: number.isMultiple(of: 2) ? .rejected : .accepted, count: writer + 1)
                }
              }.shuffled())
            try await store.write(batch, stamp: Samples.stamp(Int64(sequence), writer: "w\(writer)"))
          }
          await store.close()
        }
      }
      group.addTask {
        let store = try fixture.another()
        for _ in 0..<6 {
          _ = try await store.removeExpired(Expiry(hour: Self.day + 1, recordTime: .min), portion: 15)
        }
        await store.close()
      }
      try await group.waitForAll()
    }
    let exported = try await Exported(fixture.store)
    let sums = try await fixture.store.results(ResultQuery(hours: 0..<Self.day + 48))
    #expect(sums.map(\.count).reduce(0, +) == exported.total)
    let senders = try await fixture.store.summaries(SenderSummaryQuery(order: .latest))
    #expect(senders.map(\.passed).reduce(0, +) + senders.map(\.troubled).reduce(0, +) == exported.total)
    let counts = Dictionary(grouping: exported.observations, by: \.domain).mapValues {
      $0.map(\.count).reduce(0, +)
    }
    #expect(
      Dictionary(uniqueKeysWithValues: senders.map { ($0.domain, $0.passed + $0.troubled) }) == counts)
  }

  @Test(arguments: StoreKind.available)
  func sendersAreListedPageByPage(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let all = (0..<25).map { number in
      Samples.observation(domain: "d\(number).example", hour: Samples.hour + number / 10, count: number + 1)
    }
    try await fixture.store.write(HistoryBatch(observations: all), stamp: Samples.stamp(1))
    for order in [SenderSummaryQuery.Order.latest, .latestTrouble, .mostRefused] {
      var query = SenderSummaryQuery(order: order, limit: 10)
      var pages: [[SenderSummary]] = []
      repeat {
        pages.append(try await fixture.store.summaries(query))
        query.after = pages.last?.last?.cursor(in: order)
      } while pages.last?.count == 10
      #expect(pages.map(\.count) == [10, 10, 5])
      #expect(Set(pages.joined().map(\.domain)).count == 25)
      if order == .mostRefused { #expect(pages.joined().map(\.refused) == (1...25).reversed()) }
      if order != .mostRefused {
        let hours = pages.joined().map(\.hours.upperBound)
        #expect(hours == hours.sorted(by: >))
      }
    }
  }

  @Test(arguments: StoreKind.available)
  func sendersAreFiltered(kind: StoreKind) async throws {
    let fixture = try await Self.filled(kind)
    func domains(_ change: (inout SenderSummaryQuery) -> Void) async throws -> Set<String> {
      var query = SenderSummaryQuery()
      change(&query)
      return Set(try await fixture.store.summaries(query).map(\.domain))
    }
    let troubled: Set = ["corp.example.com", "corp.example.jp", "example.org", "broken.example"]
    #expect(try await domains { _ in } == troubled)
    #expect(try await domains { $0.order = .latest } == troubled.union(["mail.example.org"]))
    #expect(try await domains { $0.domain = "corp.example.jp" } == ["corp.example.jp"])
    #expect(try await domains { $0.domain = "nobody.example" } == [])
    #expect(
      try await domains { $0.results = ResultSet([.permerror, .softfail]) } == [
        "corp.example.jp", "broken.example",
      ])
    #expect(try await domains { $0.hours = (Self.day + 24)..<(Self.day + 25) } == ["corp.example.com"])
    #expect(try await domains { $0.networks = [] } == [])
    #expect(
      try await domains { $0.networks = NetworkWidths().networks(within: IPNetwork("2001:db8::/56")!) }
        == ["broken.example"])
    let passing = try await fixture.store.summaries(
      SenderSummaryQuery(order: .latest, networks: [IPNetwork("192.0.2.10/32")!]))
    #expect(passing.map(\.passed) == [8])
    #expect(passing.first?.troubleHour == nil)
  }

  @Test(arguments: StoreKind.available)
  func observationsOfOneSenderAreGivenTheLatestFirst(kind: StoreKind) async throws {
    let fixture = try await Self.filled(kind)
    let network = try #require(IPNetwork(Samples.client))
    var query = ObservationQuery(domain: "corp.example.com", network: network)
    #expect(try await fixture.store.observations(query) == [Self.all[2], Self.all[1], Self.all[0]])
    query.limit = 1
    #expect(try await fixture.store.observations(query) == [Self.all[2]])
    query.hours = Self.day..<(Self.day + 1)
    #expect(try await fixture.store.observations(query) == [Self.all[0]])
  }

  @Test func networksWithinANetworkAreThoseKept() throws {
    let widths = NetworkWidths()
    func count(_ text: String) throws -> Int? {
      widths.networks(within: try #require(IPNetwork(text)))?.count
    }
    #expect(try count("203.0.113.25") == 1)
    #expect(try count("203.0.113.0/24") == 256)
    #expect(try count("203.0.112.0/23") == nil)
    #expect(try count("2001:db8::1") == 1)
    #expect(try count("2001:db8::/60") == 16)
    #expect(try count("::/0") == nil)
    #expect(
      widths.networks(within: try #require(IPNetwork("2001:db8:0:10::/60")))?.last
        == IPNetwork("2001:db8:0:1f::/64"))
    #expect(
      NetworkWidths(ipv4: 24, ipv6: 48).networks(within: try #require(IPNetwork("203.0.113.25"))) == [
        try #require(IPNetwork("203.0.113.0/24"))
      ])
    #expect(
      NetworkWidths(ipv4: 32, ipv6: 128).networks(within: try #require(IPNetwork("2001:db8::ff00/120")))?.last
        == IPNetwork("2001:db8::ffff"))
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "a.b.c", "-1.2.3", "1..3", "99999999999999999999.1.1", "1.2.3 ",
  ])
  func otherTextIsNoCursor(_ text: String) {
    #expect(SenderCursor(text) == nil)
  }
}
