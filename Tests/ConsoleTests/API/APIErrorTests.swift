import Foundation
import HTTPTypes
import History
import PageSettings
import SPF
import Settings
import TestSupport
import Testing

@testable import Console

/// Whatever goes wrong, a program can tell what by a code that stays.
@Suite(.serialized) struct APIErrorTests {
  private static let long = String(repeating: "a", count: 9000)

  @Test(arguments: [
    ("GET", "/api/v1/nothing", 404, "not-found"), ("GET", "/api/v2/overview", 404, "not-found"),
    ("GET", "/api/v1/cases/corp.example.com", 404, "not-found"),
    ("GET", "/api/v1/cases/corp.example.com/192.0.2.99", 404, "not-found"),
    ("GET", "/api/v1/cases/corp.example.com/everything", 404, "not-found"),
    ("GET", "/api/v1/cases/corp.example.com/0.0.0.0_0", 404, "not-found"),
    ("GET", "/api/v1/domains/a%20b.example", 404, "not-found"),
    ("GET", "/api/v1/exemptions?x=1", 400, "invalid-parameter"),
    ("PUT", "/api/v1/overview", 405, "method-not-allowed"),
    ("POST", "/api/v1/cases", 405, "method-not-allowed"),
    ("DELETE", "/api/v1/exemptions", 405, "method-not-allowed"),
    ("GET", "/api/v1/overview?window=1y", 400, "invalid-parameter"),
    ("GET", "/api/v1/overview?window=", 400, "invalid-parameter"),
    ("GET", "/api/v1/overview?windows=7d", 400, "invalid-parameter"),
    ("GET", "/api/v1/overview?window=7d&window=7d", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?verdict=guilty", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?result=bad", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?domain=-", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?network=here", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?network=0.0.0.0/0", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?since=yesterday", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?until=2026-02-30", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?after=1", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?limit=201", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?limit=-1", 400, "invalid-parameter"),
    ("GET", "/api/v1/cases?limit=99999999999999999999", 400, "invalid-parameter"),
    ("GET", "/api/v1/check", 400, "invalid-parameter"),
    ("GET", "/api/v1/check?ip=192.0.2.256&sender=a@b.example", 400, "invalid-parameter"),
    ("GET", "/api/v1/check?ip=192.0.2.1", 400, "invalid-parameter"),
    (
      "GET", "/api/v1/check?ip=192.0.2.1&sender=\(String(repeating: "a", count: 321))", 400,
      "invalid-parameter"
    ),
    ("GET", "/api/v1/openapi.json?x=1", 400, "invalid-parameter"),
    ("GET", "/api/v1/overview?window=\(long)", 414, "address-too-long"),
  ])
  func tellsWhat(method: String, target: String, status: Int, code: String) async throws {
    let world = try await PrivateWorld()
    try Self.expect(
      try await world.get(target, method: .init(method) ?? .get), status, code, "\(target.prefix(80))")
  }

  private static func expect(
    _ page: Page, _ status: Int, _ code: String, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(page.status == status, comment, sourceLocation: sourceLocation)
    #expect(page["Content-Type"] == "application/problem+json", comment, sourceLocation: sourceLocation)
    #expect(page["Content-Security-Policy"] != nil, sourceLocation: sourceLocation)
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(page.body.utf8))
    #expect(value["code"]?.text == code, comment, sourceLocation: sourceLocation)
    #expect(value["status"]?.number == status, comment, sourceLocation: sourceLocation)
    #expect(value["title"]?.text?.isEmpty == false, comment, sourceLocation: sourceLocation)
    if status == 405 { #expect(page["Allow"]?.contains("GET") == true, sourceLocation: sourceLocation) }
  }

  @Test func saysThatThereIsNoHistory() async throws {
    let world = try await PrivateWorld { $0.history = nil }
    for target in ["overview", "cases", "cases/corp.example.com/203.0.113.25", "events"] {
      try Self.expect(try await world.get("/api/v1/\(target)"), 404, "no-history")
    }
    // What needs none is there all the same.
    #expect(try await world.get("/api/v1/domains/corp.example.com").status == 200)
    #expect(
      try await world.get("/api/v1/check?ip=192.0.2.1&sender=a@corp.example.com").status == 200)
  }

  @Test func saysThatThereIsNoFileForExemptions() async throws {
    let world = try await PrivateWorld { $0.exemptions = nil }
    try Self.expect(try await world.get("/api/v1/exemptions"), 404, "no-exemptions")
    let sent = try await world.get(
      "/api/v1/exemptions", [("Content-Type", "application/json")], method: .post, body: "{}")
    try Self.expect(sent, 404, "no-exemptions")
  }

  @Test func saysThatTheFileOfExemptionsCannotBeUsed() async throws {
    let world = try await PrivateWorld {
      $0.exemptions = ExemptionStore(path: "/nonexistent/exemptions.yaml")
    }
    let body = #"{"domain": "a.example", "network": "192.0.2.1", "until": "2027-02-01", "reason": "why not"}"#
    let sent = try await world.get(
      "/api/v1/exemptions", [("Content-Type", "application/json")], method: .post, body: body)
    try Self.expect(sent, 503, "exemptions-unavailable")
  }

  @Test(arguments: [
    ("text/plain", "{}", 415, "unsupported-media-type"), ("application/json", "", 422, "invalid-body"),
    ("application/json", "[]", 422, "invalid-body"),
    ("application/json", "{\"domain\": 1}", 422, "invalid-body"),
    ("application/json", String(repeating: "[", count: 8000), 422, "invalid-body"),
    ("application/json", String(repeating: " ", count: 9000), 413, "content-too-large"),
    ("application/json", body(domain: "-"), 422, "invalid-body"),
    ("application/json", body(network: "everybody"), 422, "invalid-body"),
    ("application/json", body(until: "2026-01-01"), 422, "invalid-body"),
    ("application/json", body(until: "2099-01-01"), 422, "invalid-body"),
    ("application/json", body(reason: "a\\nb: c"), 422, "invalid-body"),
    ("application/json", body(network: "192.0.0.0/15"), 422, "invalid-body"),
    ("application/json", body(network: "2001:db8::/31"), 422, "invalid-body"),
    ("application/json", body(reason: ""), 422, "invalid-body"),
  ])
  func takesNoExemptionButWhatIsOne(type: String, body: String, status: Int, code: String) async throws {
    let world = try await PrivateWorld()
    let sent = try await world.get(
      "/api/v1/exemptions", [("Content-Type", type)], method: .post, body: body)
    try Self.expect(sent, status, code, "\(body.prefix(80))")
    #expect(try await world.desk.exemptions().isEmpty)
  }

  @Test func takesNothingFromAnotherSite() async throws {
    let world = try await PrivateWorld()
    for field in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://other.example"), ("Origin", "null")] {
      let sent = try await world.get(
        "/api/v1/exemptions", [("Content-Type", "application/json"), field], method: .post, body: Self.body())
      try Self.expect(sent, 403, "forbidden")
    }
    #expect(try await world.desk.exemptions().isEmpty)
  }

  /// A page elsewhere can have a browser load anything, and each check asks DNS.
  @Test func answersNoPageOfAnotherSite() async throws {
    let resolver = CountingResolver(TableResolver(lines: Worlds.story))
    let world = try await PrivateWorld(resolver)
    let check = "check?ip=192.0.2.1&sender=a@corp.example.com"
    for site in ["cross-site", "same-site"] {
      for mode in ["no-cors", "cors", "same-origin", ""] {
        let fields = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)]
        try Self.expect(try await world.get("/api/v1/\(check)", fields), 403, "forbidden")
        for target in ["/\(check)", "/", "/domains/corp.example.com", "/api/v1/events"] {
          #expect(try await world.get(target, fields).status == 403, "\(target)")
        }
      }
      // A link may be followed, but not by a frame.
      let fields = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate")]
      #expect(try await world.get("/cases", fields + [("Sec-Fetch-Dest", "document")]).status == 200)
      #expect(try await world.get("/cases", fields).status == 200)
      #expect(try await world.get("/\(check)", fields + [("Sec-Fetch-Dest", "iframe")]).status == 403)
    }
    #expect(resolver.count == 0)
    for site in ["same-origin", "none"] {
      #expect(try await world.get("/\(check)", [("Sec-Fetch-Site", site)]).status == 200)
    }
  }

  private static func body(
    domain: String = "a.example", network: String = "192.0.2.1", until: String = "2027-02-01",
    reason: String = "why not"
  ) -> String {
    "{\"domain\": \"\(domain)\", \"network\": \"\(network)\", \"until\": \"\(until)\", \"reason\": \"\(reason)\"}"
  }

  @Test func saysThatTheHistoryCannotBeRead() async throws {
    let world = try await PrivateWorld {
      $0.history = SQLiteStore(path: "/nonexistent/history.db", creates: false, now: { PrivateWorld.now })
    }
    for target in ["overview", "cases", "cases/corp.example.com/203.0.113.25"] {
      let page = try await world.get("/api/v1/\(target)")
      try Self.expect(page, 503, "history-unavailable")
    }
    // What DNS says is to be had all the same.
    let domain = try await world.get("/api/v1/domains/corp.example.com")
    #expect(domain.status == 200 && domain.body.contains("\"historyMissing\":true"))
  }

  @Test func limitsQuestions() async throws {
    let world = try await PrivateWorld { $0.lookups.perNetwork = 2 }
    func ask(_ target: String, from peer: String) async throws -> Page {
      try await world.get("/api/v1/\(target)", from: peer)
    }
    let check = "check?ip=192.0.2.1&sender=a@corp.example.com"
    #expect(try await ask(check, from: "127.0.0.1").status == 200)
    #expect(try await ask("domains/corp.example.com", from: "127.0.0.1").status == 200)
    for target in [check, "domains/corp.example.com"] {
      let page = try await ask(target, from: "127.0.0.1")
      try Self.expect(page, 429, "too-many-questions")
      #expect(Int(page["Retry-After"] ?? "") ?? 0 > 0)
    }
    #expect(try await ask(check, from: "198.51.100.1").status == 200)
    // What asks nobody is not limited.
    #expect(try await ask("overview", from: "127.0.0.1").status == 200)
    world.clock.seconds += 61
    #expect(try await ask(check, from: "127.0.0.1").status == 200)
  }

  @Test func limitsQuestionsOfWhomAProxyNames() async throws {
    let world = try await PrivateWorld {
      $0.lookups.perNetwork = 1
      $0.proxyNetworks = [IPNetwork(address("192.0.2.1"))]
    }
    func ask(_ client: String, from peer: String) async throws -> Int {
      try await world.get(
        "/api/v1/check?ip=192.0.2.1&sender=a@corp.example.com", [("X-Forwarded-For", client)], from: peer
      ).status
    }
    #expect(try await ask("198.51.100.1", from: "192.0.2.1") == 200)
    #expect(try await ask("198.51.100.1", from: "192.0.2.1") == 429)
    #expect(try await ask("203.0.113.1", from: "192.0.2.1") == 200)
    #expect(try await ask("203.0.113.2", from: "127.0.0.1") == 200)
    #expect(try await ask("192.0.2.2", from: "127.0.0.1") == 429)
  }

  @Test(arguments: [
    "check?ip=192.0.2.1&sender=a@corp.example.com",
    "check?ip=192.0.2.1&sender=a@b.example&record=v%3Dspf1%20mx%20ptr%20a:a.example%20a:b.example%20-all",
    "domains/corp.example.com",
  ])
  func limitsTheQueriesOfOneAnswer(_ target: String) async throws {
    let resolver = CountingResolver(TableResolver(lines: Worlds.story))
    let world = try await PrivateWorld(resolver) { $0.lookups.queries = 3 }
    #expect(try await world.get("/api/v1/\(target)").status == 200)
    #expect((1...3).contains(resolver.count))
  }

  @Test func turnsAwayThoseForWhomThereIsNoRoom() async throws {
    let resolver = GatedResolver(TableResolver(lines: Worlds.story))
    let world = try await PrivateWorld(resolver) { $0.lookups.atOnce = 1 }
    let target = "/api/v1/check?ip=192.0.2.1&sender=a@corp.example.com"
    try await withThrowingTaskGroup(of: Page.self) { group in
      group.addTask { try await world.get(target) }
      await resolver.waitUntilAsked()
      // One of them waits, and the other is one too many.
      for _ in 0..<2 { group.addTask { try await world.get(target) } }
      let refused = try #require(try await group.next())
      try Self.expect(refused, 503, "busy")
      #expect(refused["Retry-After"] == "2")
      resolver.open()
      for try await page in group { #expect(page.status == 200) }
    }
  }
}
