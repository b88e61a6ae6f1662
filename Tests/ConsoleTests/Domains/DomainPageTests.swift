import History
import PageSettings
import SPF
import TestSupport
import Testing

@testable import Console

/// A domain's page tells what its record says, what it costs, what is wrong with it, and how it changed.
@Suite struct DomainPageTests {
  private static func page(_ world: PrivateWorld, _ path: String, _ language: String = "en") async throws
    -> Page
  {
    let page = try await world.get("\(path)?lang=\(language)")
    #expect(page["Content-Type"] == "text/html; charset=utf-8")
    #expect(page["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    return page
  }

  @Test func tellsEverythingOfTheStory() async throws {
    let page = try await Self.page(try await PrivateWorld(), "/domains/corp.example.com")
    #expect(page.status == 200)
    for text in [
      // The record as a tree, with what its names stand for.
      "<span class=\"word\">ip4:192.0.2.11/32</span> <span class=\"word\">-all</span></code>",
      "192.0.2.10  mx.corp.example.com  TTL 200",
      "lookup 1", "2 networks may send its mail",
      // The budget.
      "value=\"1\"", "1 of 10", "0 of 2",
      // What is wrong.
      "class=\"finding ",
      // What the last change meant.
      "<del class=\"word\">ip4:203.0.113.25</del>", "No longer passes:", "2 versions were seen.",
      // Who sent.
      "/cases/corp.example.com/203.0.113.25", "aria-current=\"page\">Domains",
    ] { #expect(page.body.contains(text), "\(text)") }
    #expect(!page.body.contains("Nobody was seen yet"))
  }

  @Test func speaksJapanese() async throws {
    let page = try await Self.page(try await PrivateWorld(), "/domains/corp.example.com", "ja")
    for text in ["<html lang=\"ja\">", "レコードの変更履歴", "2 個のネットワークが送信を許可されています", "pass でなくなります"] {
      #expect(page.body.contains(text), "\(text)")
    }
  }

  @Test(arguments: [
    (["bare.example A 192.0.2.1"], "bare.example", "there is no SPF record"),
    (["typo.example TXT v=spf1 ipv4:192.0.2.1 -all"], "typo.example", "expected "),
    (
      ["two.example TXT v=spf1 -all", "two.example TXT v=spf1 ~all"], "two.example",
      "more than one SPF record"
    ),
    (["slow.example TXT !timeout"], "slow.example", "DNS did not answer"),
    (
      ["loop.example TXT v=spf1 include:loop.example -all"], "loop.example",
      "The record cannot be used as it is"
    ),
  ])
  func tellsWhatCannotBeUsed(_ zone: [String], _ domain: String, _ text: String) async throws {
    let world = try await PrivateWorld(TableResolver(lines: zone))
    let page = try await Self.page(world, "/domains/\(domain)")
    #expect(page.status == 200)
    #expect(page.body.contains(text), "\(page.body)")
    #expect(page.body.contains("Nobody was seen yet"))
  }

  @Test func leavesOutWhatNobodyCanRead() async throws {
    let terms = (0..<700).map { "ip4:10.\($0 / 200).\($0 % 200).1" }.joined(separator: " ")
    let world = try await PrivateWorld(
      TableResolver(lines: ["big.example TXT v=spf1 \(terms) -all"]))
    let page = try await Self.page(world, "/domains/big.example")
    #expect(page.status == 200)
    #expect(page.body.contains("and 500 more"))
    #expect(page.body.utf8.count < 1 << 20)
  }

  @Test func findsTheDomainOfTheForm() async throws {
    let world = try await PrivateWorld()
    let list = try await Self.page(world, "/domains")
    #expect(list.body.contains("href=\"/domains/corp.example.com\""))
    #expect(list.body.contains("name=\"name\""))
    let found = try await world.get("/domains?name=%20Corp.Example.COM.%20")
    #expect(found.status == 303)
    #expect(found["Location"] == "/domains/corp.example.com")
    for name in ["-", "a%20b", "%0d%0aSet-Cookie:%20a=b.example", "..%2f..%2fetc", "192.0.2.1%2f24"] {
      let wrong = try await world.get("/domains?name=\(name)")
      #expect(wrong.status == 400, "\(name)")
      #expect(wrong["Location"] == nil)
    }
    #expect(try await world.get("/domains/a%20b.example").status == 404)
  }

  @Test func needsNoHistory() async throws {
    let world = try await PrivateWorld { $0.history = nil }
    #expect(try await Self.page(world, "/domains").status == 200)
    let page = try await Self.page(world, "/domains/corp.example.com")
    #expect(page.status == 200)
    #expect(page.body.contains("No change was seen."))
  }

  @Test func isLimited() async throws {
    let world = try await PrivateWorld { $0.lookups.perNetwork = 1 }
    #expect(try await world.get("/domains/corp.example.com").status == 200)
    let page = try await world.get("/domains/corp.example.com")
    #expect(page.status == 429)
    #expect(page["Content-Type"] == "text/html; charset=utf-8")
    #expect(Int(page["Retry-After"] ?? "") ?? 0 > 0)
  }
}
