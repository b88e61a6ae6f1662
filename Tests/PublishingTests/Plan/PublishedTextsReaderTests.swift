import DNS
import Publishing
import SPF
import TestSupport
import Testing

@Suite struct PublishedTextsReaderTests {
  private static let cache = TableResolver(
    "example.com NS ns1.example.com", "example.com NS ns2.example.com", "ns1.example.com A 192.0.2.51",
    "ns2.example.com AAAA 2001:db8::52", "corp.example.com TXT v=spf1 -all")

  /// What a server answers; nil if it is silent.
  private struct Served: Resolver {
    var texts: [String] = []
    var ttl: UInt32 = 7200
    var serial: UInt32? = 7
    var isAuthoritative = true

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      var details = DNSAnswer.Details()
      details.isAuthoritative = isAuthoritative
      if question.type == .soa {
        details.serial = serial
        return DNSAnswer(records: .names([name("ns1.example.com")]), ttl: 300, details: details)
      }
      guard question.type == .txt else { return .noData(ttl: 300, details: details) }
      guard !texts.isEmpty else { return .noData(ttl: ttl, details: details) }
      return DNSAnswer(records: .texts(texts.map { TextRecord($0) }), ttl: ttl, details: details)
    }
  }

  private struct Silent: Resolver {
    func answer(to question: DNSQuestion) async -> DNSAnswer { .failure(.timeout) }
  }

  private struct Connector: ServerConnector {
    let servers: [String: Served]

    func resolver(for server: ServerAddress) -> (any Resolver)? { servers["\(server)"] ?? Silent() }
    func close() {}
  }

  private func read(_ one: Served?, _ other: Served?) async throws -> PublishedTexts {
    var servers: [String: Served] = [:]
    servers["192.0.2.51:53"] = one
    servers["[2001:db8::52]:53"] = other
    return try await PublishedTextsReader(resolver: Self.cache, connector: Connector(servers: servers)).read(
      name("corp.example.com"))
  }

  @Test func theTTLIsThatOfTheAuthorities() async throws {
    let published = try await read(
      Served(texts: ["v=spf1 -all", "x"]), Served(texts: ["x", "v=spf1 -all"], ttl: 86_400))
    #expect(published.ttl == 86_400)
    #expect(published.zone == name("example.com"))
    #expect(published.servers == ["ns1.example.com (192.0.2.51)", "ns2.example.com (2001:db8::52)"])
    #expect(published.isAuthoritative && published.warnings.isEmpty)
  }

  @Test(arguments: [(7, 7), (7, nil), (nil, nil)] as [(UInt32?, UInt32?)])
  func serversThatDisagreeAreNamed(serials: (UInt32?, UInt32?)) async throws {
    let error = await #expect(throws: PlanError.self) {
      try await read(
        Served(texts: ["v=spf1 -all"], serial: serials.0),
        Served(texts: ["v=spf1 mx -all"], serial: serials.1)
      )
    }
    #expect(error?.message.contains("ns2.example.com (2001:db8::52) disagree") == true)
    #expect(error?.message.hasSuffix("both with serial 7") == (serials.1 == 7))
  }

  /// Serials wrap around (RFC 1982).
  @Test(arguments: [(7, 8), (4_294_967_295, 2)] as [(UInt32, UInt32)])
  func theNewestZoneIsTheOneThatCounts(serials: (UInt32, UInt32)) async throws {
    let old = Served(texts: ["v=spf1 mx -all"], ttl: 86_400, serial: serials.0)
    let new = Served(texts: ["v=spf1 -all"], serial: serials.1)
    for (one, other) in [(old, new), (new, old)] {
      let published = try await read(one, other)
      #expect(published.texts.map { String(decoding: $0.joined, as: UTF8.self) } == ["v=spf1 -all"])
      // Caches may have got the old record, with its TTL, just now.
      #expect(published.ttl == 86_400)
      #expect(published.servers.count == 1)
      #expect(published.warnings.count == 1)
      #expect(
        published.warnings[0].contains(
          "has serial \(serials.0), the newest is \(serials.1), and other TXT records"))
    }
    let same = try await read(old, Served(texts: ["v=spf1 mx -all"], serial: serials.1))
    #expect(same.warnings[0].contains("and the same TXT records"))
  }

  @Test func aServerThatSaysNothingIsNamed() async throws {
    let silent = try await read(Served(texts: ["v=spf1 -all"]), Served(isAuthoritative: false))
    #expect(silent.isAuthoritative)
    #expect(silent.warnings.count == 1)
    #expect(
      silent.warnings[0].hasPrefix(
        "ns2.example.com (2001:db8::52) answers, but not for this zone (lame). Nobody knows"))
  }

  @Test func theNegativeTTLCountsWhereThereIsNoRecord() async throws {
    let published = try await read(Served(ttl: 900), Served(ttl: 600))
    #expect(published.texts.isEmpty && published.ttl == 900)
  }

  @Test func withoutThemTheCacheIsSaidToBeOne() async throws {
    let published = try await read(nil, nil)
    #expect(published.ttl == 300)
    #expect(!published.isAuthoritative)
  }

  @Test func serversThatAreGivenAreAsked() async throws {
    let server = try #require(ServerAddress("192.0.2.99:5353"))
    let connector = Connector(servers: ["192.0.2.99:5353": Served(texts: ["v=spf1 mx -all"])])
    let published = try await PublishedTextsReader(
      resolver: Self.cache, servers: [server], connector: connector
    ).read(name("corp.example.com"))
    #expect(published.servers == ["192.0.2.99:5353"])
    #expect(published.texts == [TextRecord("v=spf1 mx -all")])
  }
}
