import SPF
import TestSupport
import Testing

@testable import Console

/// The live page, of which much is there without JavaScript.
@Suite struct LivePageTests {
  @Test func saysWhatIsThereWithoutAScript() async throws {
    let world = try await PrivateWorld()
    let page = try await world.get("/live")
    #expect(page.status == 200)
    for text in [
      "<noscript>", "<a href=\"/live\">Load it again</a>", "data-live=\"/api/v1/events\"",
      "/cases/corp.example.com/203.0.113.25", "Listening now: 0 of 32", "src=\"\(Asset.live.path)\" defer",
      // What only a script fills is not shown without one.
      "aria-labelledby=\"h-now\" hidden", "data-off=\"Interrupted; trying again\" hidden",
    ] { #expect(page.body.contains(text), "\(text)") }
    #expect(try await world.get(Asset.live.path).status == 200)
    let other = try await world.get("/live?lang=ja")
    #expect(other.body.contains("JavaScript が無効なため"))
  }

  @Test func needsAHistory() async throws {
    let page = try await PrivateWorld { $0.history = nil }.get("/live")
    #expect(page.body.contains("history.store"))
  }
}
