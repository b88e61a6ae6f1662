import TestSupport
import Testing

/// How the console is laid out, and whether everybody can use it, in a real browser.
@Suite(
  "The console in a browser", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacleForBrowser ?? Surroundings.obstacle)),
  .timeLimit(.minutes(10)))
struct ConsoleLayoutTests {
  private static func scenes(_ body: (ConsoleScenes) async throws -> Void) async throws {
    guard Surroundings.isReady(Surroundings.obstacleForBrowser ?? Surroundings.obstacle) else { return }
    try await ConsoleScenes.running(body)
  }

  @Test(
    "nothing reaches beyond the window, from a small phone to a screen; landmarks, headings, names, and contrast in light and dark"
  )
  func layout() async throws {
    try await Self.scenes { scenes in
      try await scenes.expectFits()
      try await scenes.expectAccessible()
      for scheme in Browser.Scheme.allCases { try await scenes.expectContrast(scheme) }
    }
  }

  @Test(
    "from the overview to the case, which is exempted, with and without scripts",
    arguments: [true, false])
  func story(hasScripts: Bool) async throws {
    try await Self.scenes { scenes in
      let browser = scenes.browser
      try await browser.allowScripts(hasScripts)
      try await browser.resize(390)
      try await scenes.open("/", "en")
      try await browser.follow("a[href='\(ConsoleScenes.shop)']")
      #expect(try await browser.text("h1").contains("shop.example.net"))
      #expect(try await browser.text(".badge") == "stale-record")
      #expect(try await browser.text("#edit").contains("ip4:198.51.100.21"))
      #expect(try await browser.text("#draft").contains("SPF record of shop.example.net"))
      try await browser.follow("form.row button")
      #expect(try await browser.address == scenes.address + ConsoleScenes.shop)
      #expect(try await browser.text("main").contains("Exempt until "))
      try await browser.follow("nav.menu a[href='/exemptions']")
      #expect(try await browser.text("main").contains("shop.example.net"))
      try await browser.follow(".exemptions button")
      #expect(try await browser.text("main").contains("There are none."))
      #expect(try await browser.log() == [])
    }
  }
}
