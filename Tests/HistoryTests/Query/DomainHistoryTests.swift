import Reporting
import SPF
import Testing

@testable import History

@Suite struct DomainHistoryTests {
  private static func story() async throws -> DomainHistory {
    let fixture = try StoreFixture(.sqlite)
    let old = Samples.hour - 48
    try await fixture.store.write(
      HistoryBatch(
        observations: [
          Samples.observation(
            .pass, from: "192.0.2.10/32", hour: old, name: "mail.corp.example.com", action: .accepted,
            count: 5),
          Samples.observation(count: 2), Samples.observation(hour: Samples.hour + 1),
          Samples.observation(.none, hour: Samples.hour + 1, scope: .helo),
        ],
        records: [
          Samples.record("v=spf1 ip4:192.0.2.10 -all", ttl: 86_400, first: Samples.noon - 200_000),
          Samples.record("v=spf1 mx -all", first: Samples.noon + 60, last: Samples.noon + 120),
        ]), stamp: Samples.stamp(1))
    return try await DomainHistory.read("corp.example.com", from: fixture.store)
  }

  @Test func isToldToAPerson() async throws {
    #expect(
      try await DomainHistoryText(Self.story(), style: .plain).full == """
        corp.example.com

        Records
          2025-12-30 04:26:40 to 2026-01-01 12:00:00, TTL 86400
            v=spf1 ip4:192.0.2.10 -all
          2026-01-01 12:01:00 to 2026-01-01 12:02:00, TTL 3600
            v=spf1 mx -all

        Senders
          203.0.113.25 mail2.corp.example.jp: 2026-01-01 12:00 to 2026-01-01 13:00
            2026-01-01  helo none 1 rejected, mailfrom fail 3 rejected
          192.0.2.10 mail.corp.example.com: 2025-12-30 12:00 to 2025-12-30 12:00
            2025-12-30  mailfrom pass 5 accepted

        Times are UTC.

        """)
  }

  @Test func isToldToAProgram() async throws {
    let text = try await JSONText.encode(DomainHistoryDocument(Self.story()), isPretty: false)
    #expect(
      text.hasPrefix(
        "{\"domain\":\"corp.example.com\",\"isCut\":false,\"records\":[{\"firstSeen\":\"2025-12-30T04:26:40Z\""
      ))
    #expect(text.contains("\"network\":\"203.0.113.25/32\""))
    #expect(
      text.contains(
        "{\"action\":\"rejected\",\"count\":3,\"day\":\"2026-01-01\",\"identity\":\"mailfrom\",\"result\":\"fail\""
      ))
  }

  @Test func nothingIsToldToBeNothing() async throws {
    let fixture = try StoreFixture(.sqlite)
    let history = try await DomainHistory.read("corp.example.com", from: fixture.store)
    #expect(DomainHistoryText(history, style: .plain).full == "Nothing is known of corp.example.com.\n")
  }

  @Test(arguments: [
    ("2026-01-01", Samples.hour - 12), ("2026-01-01 12:30", Samples.hour),
    ("2026-01-01T12:00:00Z", Samples.hour),
    ("yesterday", nil), ("2026-13-01", nil),
  ])
  func timesAreRead(text: String, hour: Int?) {
    #expect(HistoryTime.hour(text) == hour)
  }
}
