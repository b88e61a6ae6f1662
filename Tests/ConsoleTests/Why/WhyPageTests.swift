import HTTPTypes
import SPF
import TestSupport
import Testing

@testable import Console

@Suite struct WhyPageTests {
  static let story = "s=mfrom;id=support-info@corp.example.com;ip=203.0.113.25;r=me@receiver.example"

  /// The addresses that mail servers have put into refusals over the years.
  @Test(arguments: [
    "/why?s=mfrom;id=support-info@corp.example.com;ip=203.0.113.25;r=me@receiver.example",
    "/Why?s=mfrom;id=support-info@corp.example.com;ip=203.0.113.25;r=receiver.example",
    "/why.html?s=mfrom;id=support-info%40corp.example.com;ip=203.0.113.25;r=receiver.example",
    "/Why?id=support-info%40corp.example.com&ip=203.0.113.25&receiver=mx.receiver.example",
    "/why?sender=support-info@corp.example.com&ip=203.0.113.25&receiver=mx.receiver.example",
    "/why?s=mfrom;id=support-info@corp.example.com;ip=%3A%3Affff%3A203.0.113.25;r=receiver.example",
    "/?s=mfrom;id=<support-info@corp.example.com>;ip=[203.0.113.25];r=receiver.example",
  ]) func answersEveryShapeOfLink(_ target: String) async throws {
    let page = try await Site(TableResolver(lines: Worlds.story)).get(target)
    #expect(page.status == 200)
    #expect(page.body.contains("corp.example.com"))
    #expect(page.body.contains("ip4:203.0.113.25"), "the record to publish stands in the page")
  }

  @Test func speaksTheLanguageThatIsAskedFor() async throws {
    let site = Site(TableResolver(lines: Worlds.story))
    let japanese = try await site.get("/why?" + Self.story, [("Accept-Language", "ja,en;q=0.5")])
    #expect(japanese.body.contains("<html lang=\"ja\""))
    #expect(japanese["Content-Language"] == "ja")
    let switched = try await site.get("/why?" + Self.story + ";lang=en", [("Accept-Language", "ja")])
    #expect(switched.body.contains("<html lang=\"en\""))
    let other = try await site.get("/why?" + Self.story, [("Accept-Language", "tlh")])
    #expect(other.body.contains("<html lang=\"en\""))
    #expect(other["Vary"] == "Accept-Language")
  }

  @Test(arguments: Worlds.all.indices, ["en", "ja"]) func isAWholePageInEverySituation(
    _ index: Int, _ language: String
  ) async throws {
    let world = Worlds.all[index]
    let page = try await Site(TableResolver(lines: world.zone)).get(
      "/why?" + world.query + ";lang=" + language)
    #expect(page.status == 200)
    #expect(page.body.utf8.count < 60_000)
    for landmark in ["main", "header", "footer", "h1"] {
      #expect(
        page.body.ranges(of: "<\(landmark)").filter { !page.body[$0.upperBound].isLetter }.count == 1,
        "one \(landmark)")
      #expect(page.body.ranges(of: "</\(landmark)>").count == 1, "one end of \(landmark)")
    }
    #expect(!page.body.contains(#/<(span|p|code|dd|dt|li|h[1-6]|a)\b[^>]*><\/\1>/#), "nothing in an element")
    #expect(!page.body.contains("class=\"\""))
    #expect(!page.body.contains("{{"), "a template was not filled in")
    #expect(
      !page.body.contains("<script>") && !page.body.contains(" style=") && !page.body.contains(" onclick="))
    #expect(
      !page.body.contains("http://www.") && !page.body.contains("src=\"http"),
      "nothing is loaded from elsewhere")
  }

  @Test func saysThatItPassesNow() async throws {
    let page = try await Site(TableResolver(lines: Worlds.story)).get(
      "/why?s=mfrom;id=a@corp.example.com;ip=192.0.2.11;r=me@receiver.example")
    #expect(page.status == 200)
    #expect(!page.body.contains("ip4:203.0.113.25"))
    #expect(page.body.contains("pass"))
  }

  @Test func keepsBrowsersFromWhatNoPageNeeds() async throws {
    let site = Site(TableResolver(lines: Worlds.story))
    for target in ["/why?" + Self.story, "/why", "/nothing", "/why?id=x"] {
      let page = try await site.get(target)
      let policy = try #require(page["Content-Security-Policy"])
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
      #expect(page["Referrer-Policy"] == "no-referrer")
      #expect(page["X-Content-Type-Options"] == "nosniff")
      #expect(page["Set-Cookie"] == nil)
    }
  }

  @Test func refusesWhatDoesNotRead() async throws {
    let page = try await Site(TableResolver(lines: Worlds.story)).get("/why", method: .post)
    #expect(page.status == 405)
    #expect(page["Allow"] == "GET, HEAD")
  }

  @Test(arguments: [
    ("/why", 200), ("/why?id=x", 400), ("/why?ip=192.0.2.1", 400), ("/why/short", 404),
    ("/why/0123456789abcdef0123", 404), ("/nothing", 404), ("/../../etc/passwd", 404),
    ("/assets/../why", 404),
    ("/why?ip=999.1.1.1;id=a@example.com", 400),
  ])
  func hasAProperStatus(_ target: String, _ status: Int) async throws {
    #expect(try await Site(TableResolver(lines: Worlds.story)).get(target).status == status)
  }
}
