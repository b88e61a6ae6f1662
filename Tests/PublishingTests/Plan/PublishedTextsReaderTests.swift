import Publishing
import SPF
import TestSupport
import Testing

@Suite struct PublishedTextsReaderTests {
  private static let cache = TableResolver(
    "example.com NS ns1.example.com", "example.com NS ns2.example.com", "ns1.example.com A 192.0.2.51",
    "ns2.example.com AAAA 2001:db8::52", "corp.example.com TXT v=spf1 -all")

  private func read(_ answers: [String: DNSAnswer]) async throws -> PublishedTexts {
    try await PublishedTextsReader(resolver: Self.cache) { address, _ in
      answers["\(address)"] ?? .failure(.timeout)
    }.read(name("corp.example.com"))
  }

  private func texts(_ list: String..., ttl: UInt32) -> DNSAnswer {
    DNSAnswer(records: .texts(list.map { TextRecord($0) }), ttl: ttl)
  }

  @Test func theTTLIsThatOfTheAuthorities() async throws {
    let published = try await read([
      "192.0.2.51": texts("v=spf1 -all", "x", ttl: 7200),
      "2001:db8::52": texts("x", "v=spf1 -all", ttl: 86_400),
    ])
    #expect(published.ttl == 86_400)
    #expect(published.zone == name("example.com"))
    #expect(published.servers.count == 2 && published.isAuthoritative)
  }

  @Test func serversThatDisagreeAreNamed() async throws {
    let error = await #expect(throws: PlanError.self) {
      try await read([
        "192.0.2.51": texts("v=spf1 -all", ttl: 7200), "2001:db8::52": texts("v=spf1 mx -all", ttl: 7200),
      ])
    }
    #expect(error?.message.contains("ns2.example.com (2001:db8::52) disagree") == true)
  }

  @Test func withoutThemTheCacheIsSaidToBeOne() async throws {
    let published = try await read([:])
    #expect(published.ttl == 300)
    #expect(!published.isAuthoritative)
  }
}
