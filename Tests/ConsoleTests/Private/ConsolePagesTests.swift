import HTTPTypes
import History
import SPF
import TestSupport
import Testing

@testable import Console

@Suite("The pages of the console", .serialized)
struct ConsolePagesTests {
  @Test("the overview counts what happened, draws it, and lists the stale record once it was looked into")
  func overview() async throws {
    let console = try await PrivateWorld.replaced()
    let before = try await console.get("/")
    #expect(before.body.contains("Cases are being looked into"))
    try await console.desk.past?.book.refresh()
    let page = try await console.get("/?window=30d")
    #expect(page.status == 200 && page["Cache-Control"] == "no-store")
    // 20 days of 5 that passed, and 3 + 4 + 5 that were refused.
    for text in [
      ">112<", ">89 %<", "<svg class=\"chart\"", "As a table", "v-stale-record",
      "href=\"\(PrivateWorld.caseOfStory)\"", "<b class=\"num\">12</b>",
      "href=\"/cases?verdict=stale-record\"",
    ] { #expect(page.body.contains(text), "\(text)") }
    let japanese = try await console.get("/?window=24h&lang=ja")
    #expect(japanese.body.contains("概要") && japanese["Content-Language"] == "ja")
    #expect(try await console.get("/?window=1y").status == 400)
  }

  @Test("the list of cases has what did not pass, the latest first, a page at a time")
  func pages() async throws {
    let many = HistoryBatch(
      observations: (0..<120).map {
        PrivateWorld.observation(
          "198.51.100.\($0)", domain: "d\($0).example", hour: PrivateWorld.hour - $0, .fail, .rejected)
      })
    let console = try await PrivateWorld.replaced([], many)
    var target: String? = "/cases"
    var seen: [String] = []
    while let current = target, seen.count < 200 {
      let page = try await console.get(current)
      seen += page.body.matches(of: #/href="/cases/(d[0-9]+\.example)//#).map { String($0.output.1) }
      target = page.body.firstMatch(of: #/<a href="([^"]+)" rel="next">/#).map {
        String($0.output.1).replacing("&amp;", with: "&")
      }
    }
    #expect(seen == (0..<120).map { "d\($0).example" })
  }

  @Test(
    "filters of the list",
    arguments: [
      ("domain=corp.example.com", true), ("domain=CORP.example.com.", true), ("domain=example.com", false),
      ("network=203.0.113.25", true), ("network=203.0.113.0%2F24", true), ("network=192.0.2.11", false),
      ("result=fail", true), ("result=softfail", false), ("since=2027-01-14", true),
      ("since=2027-01-16", false),
      ("until=2027-01-01", false), ("verdict=stale-record", true), ("verdict=forged", false),
      ("domain=&network=&result=&since=&until=&verdict=", true),
    ])
  func filters(query: String, isShown: Bool) async throws {
    let console = try await PrivateWorld.replaced()
    try await console.desk.past?.book.refresh()
    let page = try await console.get("/cases?\(query)")
    #expect(page.status == 200 && page.body.contains(PrivateWorld.caseOfStory) == isShown)
    #expect(page.body.contains("No case is like that.") != isShown)
  }

  @Test(
    "a filter that is none is named",
    arguments: [
      ("verdict=guilty", "Verdict"), ("domain=a..b", "Domain"), ("network=x", "Client"),
      ("network=0.0.0.0%2F0", "Client"), ("result=x", "Result"), ("since=yesterday", "From (UTC)"),
      ("until=x", "Until (UTC)"), ("after=1", "after"), ("limit=0", "limit"), ("limit=201", "limit"),
    ])
  func problems(query: String, label: String) async throws {
    let console = try await PrivateWorld.replaced()
    let page = try await console.get("/cases?\(query)")
    #expect(page.status == 400 && page.body.contains("“\(label)” cannot be understood"), "\(page.body)")
  }

  @Test("a case tells what became of its mail, why, from which record on, and what to do")
  func page() async throws {
    let console = try await PrivateWorld.replaced()
    let page = try await console.get(PrivateWorld.caseOfStory)
    #expect(page.status == 200)
    for text in [
      "badge v-stale-record", "mail2.corp.example.jp", "first did not pass", "<svg class=\"chart\"",
      "class=\"evidence\"", "ip4:203.0.113.25", "To: postmaster@",
      "<ins class=\"word\">ip4:192.0.2.11/32</ins>",
      "name=\"until\" value=\"2027-01-29\"",
    ] { #expect(page.body.contains(text), "\(text)") }
    let japanese = try await console.get("\(PrivateWorld.caseOfStory)?lang=ja")
    #expect(japanese.body.contains("送信者への連絡文案"))
  }

  @Test(
    "what is no case is not found",
    arguments: [
      "/cases/corp.example.com/203.0.113.26", "/cases/other.example/203.0.113.25", "/cases/x/y",
      "/cases/corp.example.com/0.0.0.0_0", "/cases/corp.example.com", "/cases/%00/203.0.113.25",
      "/cases/..%2f..%2fetc/passwd", "/cases/../../etc/passwd",
    ])
  func absent(path: String) async throws {
    let console = try await PrivateWorld.replaced()
    #expect(try await console.get(path).status == 404)
  }

  @Test("the language that was chosen holds for the pages after it, and the browser's own otherwise")
  func language() async throws {
    let console = try await PrivateWorld.replaced()
    let chosen = try await console.get("/?lang=ja")
    let cookie = String(chosen["Set-Cookie"]?.prefix { $0 != ";" } ?? "")
    #expect(cookie == "lang=ja")
    #expect(try await console.get("/cases", [("Cookie", cookie)])["Content-Language"] == "ja")
    #expect(try await console.get("/nothing", [("Cookie", "a=b; \(cookie)")])["Content-Language"] == "ja")
    #expect(try await console.get("/cases?lang=en", [("Cookie", cookie)])["Content-Language"] == "en")
    #expect(try await console.get("/cases", [("Accept-Language", "ja")])["Content-Language"] == "ja")
    #expect(try await console.get("/cases", [("Cookie", "lang=xx")])["Content-Language"] == "en")
  }

  @Test("every page that a page links to is there")
  func links() async throws {
    let console = try await PrivateWorld.replaced()
    try await console.desk.past?.book.refresh()
    var open = ["/"]
    var seen: Set<String> = ["/"]
    while let target = open.popLast() {
      let page = try await console.get(target)
      #expect(page.status == 200, "\(target)")
      for match in page.body.matches(of: #/(?:href|src|action)="(/[^"]*)"/#) {
        let link = String(match.output.1).replacing("&amp;", with: "&")
        // What a form sends, is read in other tests.
        guard !link.hasPrefix("/exemptions/"), seen.insert(link).inserted, seen.count < 200 else { continue }
        open.append(link)
      }
    }
    #expect(seen.contains(PrivateWorld.caseOfStory) && seen.contains("/exemptions") && seen.count > 20)
  }

  @Test(
    "every page has the header fields that keep a browser to it",
    arguments: ["/", "/cases", PrivateWorld.caseOfStory, "/exemptions", "/nothing"])
  func fields(path: String) async throws {
    let page = try await PrivateWorld.replaced().get(path)
    #expect(page["Content-Security-Policy"] == SecurityHeaders.policy)
    #expect(page["Referrer-Policy"] == "no-referrer" && page["X-Content-Type-Options"] == "nosniff")
    #expect(page["Cache-Control"] == "no-store")
    #expect(!page.body.contains(" style=\"") && !page.body.contains("<style"))
  }

  @Test("methods that are none are told which are", arguments: ["/", "/cases", "/exemptions", "/nothing"])
  func methods(path: String) async throws {
    let console = try await PrivateWorld.replaced()
    for method in [HTTPRequest.Method.post, .put, .delete, .patch, .options, .trace, .connect] {
      guard !(method == .post && path == "/exemptions") else { continue }
      let page = try await console.get(path, method: method)
      #expect(
        page.status == 405 && page["Allow"] == (path == "/exemptions" ? "GET, HEAD, POST" : "GET, HEAD"))
    }
  }

  @Test("without history there is a page that says how to have one")
  func without() async throws {
    let console = try await PrivateWorld.replaced(hasHistory: false)
    for path in ["/", "/cases", PrivateWorld.caseOfStory] {
      let page = try await console.get(path)
      #expect(page.status == 200 && page.body.contains("history.store"))
    }
  }

  @Test("assets of the console are served, and the Why page serves only its own")
  func assets() async throws {
    let console = try await PrivateWorld.replaced()
    let site = Site(TableResolver(lines: []))
    for asset in Asset.ofConsole { #expect(try await console.get(asset.path).status == 200) }
    let common = Set(Asset.common.map(\.path))
    for asset in Asset.ofConsole {
      #expect(try await site.get(asset.path).status == (common.contains(asset.path) ? 200 : 404))
    }
    #expect(try await site.get("/why?lang=ja", [("Cookie", "lang=ja")])["Set-Cookie"] == nil)
    #expect(try await site.get("/why", [("Cookie", "lang=ja")])["Content-Language"] == "en")
  }
}
