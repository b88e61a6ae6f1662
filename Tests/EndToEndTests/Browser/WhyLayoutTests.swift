import Foundation
import TestSupport
import Testing

/// How the Why page is laid out, and whether everybody can use it, in a real browser.
@Suite(
  "The Why page in a browser", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacleForBrowser ?? Surroundings.obstacle)),
  .timeLimit(.minutes(10)))
struct WhyLayoutTests {
  private static func scenes(_ body: (WhyScenes) async throws -> Void) async throws {
    guard Surroundings.isReady(Surroundings.obstacleForBrowser ?? Surroundings.obstacle) else { return }
    try await WhyScenes.running(body)
  }

  @Test(
    "nothing reaches beyond the window, from a small phone to a screen; nothing is reported to the console")
  func fits() async throws {
    try await Self.scenes { try await $0.expectFits() }
  }

  @Test("every situation comes about")
  func situations() async throws {
    try await Self.scenes { scenes in
      for page in WhyScenes.pages {
        try await scenes.open(page.path, "en")
        let kicker = try await scenes.browser.text(".kicker")
        #expect(kicker == page.kicker, "\(page.name)")
      }
    }
  }

  @Test("landmarks, headings, names, identifiers, and room for fingers")
  func audit() async throws {
    try await Self.scenes { try await $0.expectAccessible() }
  }

  @Test("every text can be read, in light and in dark", arguments: Browser.Scheme.allCases)
  func contrast(_ scheme: Browser.Scheme) async throws {
    try await Self.scenes { try await $0.expectContrast(scheme) }
  }

  @Test("by keyboard: everything is reached in order and is seen to be, first of all the way to the content")
  func keyboard() async throws {
    try await Self.scenes { scenes in
      for (path, last) in [(WhyScenes.pages[0].path, "別のメール"), ("/why", "調べる")] {
        try await scenes.browser.resize(390)
        try await scenes.open(path, "ja")
        let count = try #require(
          try await scenes.browser.run(
            "return [...document.querySelectorAll('a,button,input,summary,[tabindex=\"0\"]')]"
              + ".filter((one) => one.checkVisibility()).length"
          ).number)
        for step in 1...count {
          try await scenes.browser.press(Browser.tab)
          let focus = try await scenes.browser.run(
            """
            const one = document.activeElement;
            const style = getComputedStyle(one);
            const box = one.getBoundingClientRect();
            const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
              && box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
            return [one === document.body ? "nothing" : one.textContent || one.name, isSeen];
            """
          ).items
          #expect(focus.last == .boolean(true), "\(step): \(focus)")
          if step == 1 { #expect(focus.first?.text == "本文へ移動") }
          if step == count { #expect(focus.first?.text?.contains(last) == true, "\(focus)") }
        }
        // The first step leads past everything else.
        try await scenes.open(path, "ja")
        try await scenes.browser.press(Browser.tab)
        try await scenes.browser.press("\u{e007}")
        #expect(try await scenes.browser.run("return document.activeElement.id").text == "main")
      }
    }
  }

  @Test("without scripts: the page can be read, the language switched, the form sent")
  func withoutScripts() async throws {
    try await Self.scenes { scenes in
      try await scenes.browser.allowScripts(false)
      try await scenes.open(WhyScenes.pages[0].path, "en")
      #expect(try await scenes.browser.text("h1").contains("corp.example.com"))
      #expect(try await scenes.browser.text("#record").contains("ip4:203.0.113.25"))
      #expect(
        try await scenes.browser.run("return document.querySelectorAll('button:not([hidden])').length").number
          == 0)
      try await scenes.browser.follow("nav.languages a[lang=ja]")
      #expect(try await scenes.browser.run("return document.documentElement.lang").text == "ja")
      #expect(try await scenes.browser.text("#record").contains("ip4:203.0.113.25"))

      try await scenes.open("/why", "en")
      try await scenes.browser.type("support-info@corp.example.com", into: "#id")
      try await scenes.browser.type("203.0.113.25", into: "#ip")
      try await scenes.browser.follow("button[type=submit]")
      #expect(try await scenes.browser.text("#record").contains("ip4:203.0.113.25"))
    }
  }
}
