import Foundation
import History
import SPF
import TestSupport
import Testing

@testable import Console

/// Whatever strangers said, and whatever a request holds: nothing of it becomes markup, a header field or a path.
@Suite("Hostile fields in the console", .serialized)
struct ConsoleHostileTests {
  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  private static let statuses: Set = [200, 400, 403, 404, 414]

  @Test("in the address and the header fields of a request", arguments: Hostile.payloads)
  func requests(payload: String) async throws {
    let console = try await PrivateWorld.replaced()
    var targets = ["verdict", "domain", "network", "result", "since", "until", "after", "limit", "lang", "x"]
      .flatMap { ["/cases?\($0)=\(Self.encoded(payload))", "/cases?\($0)=\(payload)"] }
    targets += ["window", "lang"].map { "/?\($0)=\(Self.encoded(payload))" }
    targets += [
      "/cases/\(Self.encoded(payload))/203.0.113.25", "/cases/corp.example.com/\(Self.encoded(payload))",
      "/\(Self.encoded(payload))", "/assets/\(Self.encoded(payload))", "/exemptions?x=\(payload)",
      "\(PrivateWorld.caseOfStory)?lang=\(Self.encoded(payload))",
    ]
    for target in targets {
      Hostile.expectHarmless(
        try await console.get(target), "\(target.prefix(80))", isPrivate: true, statuses: Self.statuses)
    }
    guard !payload.utf8.contains(where: { $0 < 0x20 || $0 > 0x7e }) else { return }
    for field in ["Accept-Language", "Cookie", "Referer", "User-Agent", "Origin", "X-Forwarded-For"] {
      for target in ["/", PrivateWorld.caseOfStory] {
        Hostile.expectHarmless(
          try await console.get(target, [(field, payload)]), payload, isPrivate: true,
          statuses: Self.statuses)
      }
    }
    Hostile.expectHarmless(
      try await console.get("/", host: payload), payload, isPrivate: true, statuses: Self.statuses)
  }

  @Test("in every field of the form", arguments: Hostile.payloads)
  func form(payload: String) async throws {
    let console = try await PrivateWorld.replaced()
    let form = try await console.form(at: PrivateWorld.caseOfStory)
    let good = [
      ("token", form.token), ("domain", "corp.example.com"), ("network", "203.0.113.25"),
      ("until", "2027-01-20"), ("reason", "told"),
    ]
    for (name, _) in good {
      let fields = good.map { $0.0 == name ? (name, payload) : $0 }
      for path in ["/exemptions", "/exemptions/remove"] {
        Hostile.expectHarmless(
          try await console.post(path, fields, [form.cookie]), "\(name): \(payload)", isPrivate: true,
          statuses: [303, 400, 403])
      }
    }
    // What was taken for a reason is shown.
    for path in [PrivateWorld.caseOfStory, "/exemptions"] {
      Hostile.expectHarmless(
        try await console.get(path, [form.cookie]), payload, isPrivate: true, statuses: [200])
    }
  }

  /// All of it at once: the pages are looked at, whichever of it becomes something in them.
  @Test("in what clients said and records hold, even if a store has it as it was said")
  func history() async throws {
    var observations: [Observation] = []
    var records: [RecordVersion] = []
    var domains = ["corp.example.com"]
    for (index, payload) in Hostile.payloads.enumerated() {
      let domain = HistoryText.domain(payload.utf8) ?? "d\(index).example"
      domains.append(domain)
      for (result, action) in [(SPFResult.pass, .accepted), (.fail, .rejected), (.permerror, .accepted)]
        as [(SPFResult, ObservedAction)]
      {
        for domain in [domain, "corp.example.com"] {
          observations.append(
            PrivateWorld.observation(
              "203.0.113.25", domain: domain, hour: PrivateWorld.hour - 5, result, action, helo: payload,
              reverseName: payload))
        }
      }
      for (step, text) in ["v=spf1 \(payload) -all", payload].enumerated() {
        records.append(
          RecordVersion(
            domain: domain, text: text, ttl: 60, firstSeen: PrivateWorld.now - 90_000 + Int64(step) * 3600,
            lastSeen: PrivateWorld.now - 89_000 + Int64(step) * 3600))
      }
    }
    let zone = Hostile.payloads.enumerated().compactMap { index, payload -> String? in
      let plain = payload.filter { !$0.isNewline }
      return plain.isEmpty || plain.utf8.count > 400
        ? nil : "d\(index).example TXT v=spf1 x=\(plain) include:\(plain) -all"
    }
    let console = try await PrivateWorld.replaced(
      zone, HistoryBatch(observations: observations, records: records))
    try await console.desk.past?.book.refresh()
    let cases = Set(domains).map { "/cases/\(QueryText.encoded($0))/203.0.113.25" }
    for target in ["/", "/cases?limit=200", "/?lang=ja"] + cases {
      let page = try await console.get(target)
      Hostile.expectHarmless(page, target, isPrivate: true, statuses: [200, 404])
    }
    let page = try await console.get("/cases?limit=200")
    #expect(page.body.matches(of: #/<th scope="row">/#).count > 60, "they were all there")
  }
}
