import Foundation
import TestSupport

/// The console as the demonstration serves it, with the story and the weeks before it.
struct ConsoleScenes: Scenes {
  static let story = "/cases/corp.example.com/203.0.113.25"
  static let shop = "/cases/shop.example.net/198.51.100.21"

  let demo: DemoInstance
  let browser: Browser

  var address: String { demo.address }
  let paths: [(name: String, path: String)] = [
    ("overview", "/?window=30d"), ("day", "/?window=24h"), ("cases", "/cases"),
    ("none", "/cases?domain=nobody.example"), ("story", story), ("shop", shop),
    ("forged", "/cases/bank.example/203.0.113.129"), ("broken", "/cases/school.example/192.0.2.45"),
    ("domains", "/domains"), ("domain", "/domains/corp.example.com"), ("check", "/check"),
    ("checked", "/check?sender=a@corp.example.com&helo=mail2.corp.example.jp&ip=203.0.113.25"),
    ("live", "/live"), ("exemptions", "/exemptions"), ("problem", "/cases?since=yesterday"),
    ("not-found", "/nothing"),
  ]

  /// Runs `body` with everything started, and stops it all.
  static func running(_ body: (ConsoleScenes) async throws -> Void) async throws {
    let demo = try await DemoInstance.start()
    do {
      try await Browser.running { browser in
        let scenes = ConsoleScenes(demo: demo, browser: browser)
        // Cases are looked into in the background.
        let isJudged = try await eventually {
          try await scenes.open("/cases", "en")
          return try await !browser.text("main").contains("not looked into yet")
        }
        guard isJudged else { throw StartError("cases are not looked into") }
        try await body(scenes)
      }
    } catch {
      print("--- spf demo\n\(demo.process.text)")
      await demo.stop()
      throw error
    }
    await demo.stop()
  }
}
