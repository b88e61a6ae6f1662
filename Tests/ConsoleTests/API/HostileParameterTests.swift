import Foundation
import HTTPTypes
import History
import SPF
import TestSupport
import Testing

@testable import Console

/// Whatever a parameter, a header field or a path of the JSON interface holds, the answer is JSON with a proper status.
@Suite(.serialized) struct HostileParameterTests {
  static let targets =
    ["overview?window="] + CaseFilter.names.map { "cases?\($0)=" }
    + [
      "check?ip=", "check?ip=203.0.113.25&sender=", "check?ip=203.0.113.25&helo=",
      "check?ip=203.0.113.25&sender=a@corp.example.com&record=", "cases/corp.example.com/", "domains/",
      "overview?", "check?", "",
    ]

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  private static func expectProper(_ page: Page, _ target: String) throws {
    #expect([200, 400, 404, 405, 414].contains(page.status), "\(page.status) to \(target.prefix(80))")
    let type = page["Content-Type"]
    #expect(
      type == (page.status == 200 ? "application/json" : "application/problem+json"), "\(target.prefix(80))")
    #expect(page["X-Content-Type-Options"] == "nosniff")
    #expect(page["Set-Cookie"] == nil)
    _ = try JSONDecoder().decode(JSONValue.self, from: Data(page.body.utf8))
    // JSON escapes what controls.
    #expect(!page.body.utf8.contains { $0 < 0x20 }, "\(target.prefix(80))")
    #expect(page.body.utf8.count < 1 << 20)
  }

  @Test(arguments: Hostile.payloads) func becomesJSON(_ payload: String) async throws {
    let world = try await PrivateWorld()
    for target in Self.targets {
      for text in [Self.encoded(payload), payload] {
        try Self.expectProper(try await world.get("/api/v1/\(target)\(text)"), "\(target)\(text)")
      }
    }
    guard !payload.utf8.contains(where: { $0 < 0x20 || $0 > 0x7e }) else { return }
    for field in ["Last-Event-ID", "X-Forwarded-For", "Accept", "Accept-Language", "Cookie"] {
      try Self.expectProper(
        try await world.get("/api/v1/cases?limit=1", [(field, payload)]), field)
    }
  }

  @Test func becomesJSONOutOfHistory() async throws {
    let world = try await PrivateWorld()
    var batch = HistoryBatch()
    for (number, payload) in Hostile.payloads.enumerated() {
      let name = HistoryText.name(payload.utf8)
      batch.observations += [
        PrivateWorld.seen(.fail, 0, domain: "a.example.net", helo: name, action: .rejected),
        PrivateWorld.seen(.fail, 0, domain: name, helo: name, action: .rejected),
      ]
      batch.records.append(
        RecordVersion(
          domain: "a.example.net", text: HistoryText.record([Array("v=spf1 \(payload) -all".utf8)]), ttl: 60,
          firstSeen: PrivateWorld.now - Int64(number), lastSeen: PrivateWorld.now))
    }
    try await world.store.write(
      batch, stamp: BatchStamp(writer: "hostile", sequence: 1, hour: PrivateWorld.hour))
    var targets = ["cases?limit=200", "cases/a.example.net/203.0.113.25", "domains/a.example.net"]
    targets += Hostile.payloads.prefix(20).map {
      "cases/\(QueryText.encoded(HistoryText.name($0.utf8)))/203.0.113.25"
    }
    for target in targets { try Self.expectProper(try await world.get("/api/v1/\(target)"), target) }
  }
}
