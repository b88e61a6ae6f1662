import PageSettings
import SPF
import TestSupport
import Testing

@testable import Console

/// The form from which anybody learns SPF.
@Suite struct CheckPageTests {
  @Test func beginsWithWordsAndExamples() async throws {
    let world = try await PrivateWorld()
    let page = try await world.get("/check")
    #expect(page.status == 200)
    for text in [
      "How SPF works", "Try one", "name=\"ip\"", "name=\"sender\"", "name=\"helo\"", "name=\"record\"",
    ] {
      #expect(page.body.contains(text), "\(text)")
    }
    #expect(!page.body.contains("id=\"h-result\""))
    #expect(!page.body.contains("role=\"alert\""))
  }

  /// Each example is what its title says, and asks nobody.
  @Test(arguments: zip(0..<6, ["pass", "fail", "softfail", "fail", "permerror", "fail"]))
  func hasExamplesThatTeach(_ number: Int, _ result: String) async throws {
    let resolver = TableResolver(lines: [])
    let world = try await PrivateWorld(resolver)
    let list = try await world.get("/check")
    let links = list.body.matches(of: #/<li><a href="(\/check\?[^"]*record=[^"]*)"/#).map {
      String($0.output.1)
    }
    #expect(links.count == 6)
    let page = try await world.get(links[number].replacing("&amp;", with: "&"))
    #expect(page.body.contains("<span class=\"badge c-\(result)\">\(result)</span>"), "\(links[number])")
    #expect(page.body.contains("With the record that was filled in"))
    #expect(resolver.questions.isEmpty)
  }

  @Test func explainsEachTerm() async throws {
    let world = try await PrivateWorld()
    let query = "ip=203.0.113.25&sender=support-info%40corp.example.com&helo=mail2.corp.example.jp"
    let page = try await world.get("/check?\(query)")
    #expect(page.status == 200)
    for text in [
      "badge c-fail\">fail",
      "<span class=\"word\">ip4:192.0.2.11/32</span> <span class=\"word\">-all</span></code>",
      "lookup 1",
      "Is the client one of the servers that take mail for the name (MX)?",
      "corp.example.com MX: 10 mx.corp.example.com", "all matches every client", "Decided by", "-all",
      "href=\"/domains/corp.example.com\"", "value=\"203.0.113.25\"", "1 of 10",
    ] { #expect(page.body.contains(text), "\(text)") }
    // The same in Japanese, from the link of the page itself.
    let link = try #require(page.body.firstMatch(of: #/href="([^"]*)" lang="ja"/#)?.output.1)
    let other = try await world.get(String(link).replacing("&amp;", with: "&"))
    for text in ["送信元は、この名前の受信サーバー (MX) のひとつですか", "badge c-fail\">fail", "value=\"203.0.113.25\""] {
      #expect(other.body.contains(text), "\(text)")
    }
  }

  @Test(arguments: [
    ("ip=here&sender=a@b.example", "ip-problem"), ("ip=192.0.2.1", "sender-problem"),
    ("ip=&sender=a@b.example", "ip-problem"),
    ("ip=192.0.2.1&helo=\(String(repeating: "a", count: 321))", "helo-problem"),
    ("ip=192.0.2.1&helo=a.example&record=\(String(repeating: "a", count: 4097))", "record-problem"),
  ])
  func saysWhichFieldIsWrong(_ query: String, _ place: String) async throws {
    let page = try await PrivateWorld().get("/check?\(query)")
    #expect(page.status == 400)
    #expect(page.body.contains("id=\"\(place)\" role=\"alert\""))
    #expect(page.body.contains("aria-describedby=\"\(place) "))
    #expect(!page.body.contains("id=\"h-result\""))
  }

  @Test func isFilledInByALink() async throws {
    let page = try await PrivateWorld().get("/check?sender=postmaster@corp.example.com")
    #expect(page.status == 200)
    #expect(page.body.contains("value=\"postmaster@corp.example.com\""))
    #expect(!page.body.contains("id=\"h-result\"") && !page.body.contains("role=\"alert\""))
  }

  @Test(arguments: [
    ("v%3Dspf1+ip4:192.0.2.0/24%0D%0A-all", "pass"),
    ("%22v%3Dspf1+ip4:192.0.2.%22+%220/24+-all%22", "pass"),
    ("v%3Dspf1+ip4:192.0.2.1+ip4:192.0.2.2+-all", "fail"), ("v%3Dspf1", "neutral"), ("v%3Dspf2+-all", "none"),
    ("v%3Dspf1+include:nowhere.example+-all", "permerror"),
  ])
  func readsRecordsAsPeopleHaveThem(_ record: String, _ result: String) async throws {
    let page = try await PrivateWorld().get(
      "/check?ip=192.0.2.99&sender=a%40b.example&helo=&record=\(record)")
    #expect(page.body.contains("badge c-\(result)\">\(result)"))
  }

  @Test func isLimited() async throws {
    let world = try await PrivateWorld { $0.lookups.perNetwork = 1 }
    func ask(_ number: Int) async throws -> Page {
      try await world.get("/check?ip=192.0.2.1&sender=a\(number)%40corp.example.com")
    }
    #expect(try await ask(1).status == 200)
    let page = try await ask(2)
    #expect(page.status == 429)
    #expect(Int(page["Retry-After"] ?? "") ?? 0 > 0)
    // The form itself costs nothing.
    #expect(try await world.get("/check").status == 200)
    #expect(try await world.get("/check?ip=here").status == 400)
  }
}
