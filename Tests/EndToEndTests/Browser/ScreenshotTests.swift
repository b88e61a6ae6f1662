import Foundation
import Testing

/// Pictures of pages, for people to look at: `make screenshots` says where to with SPF_SCREENSHOTS.
@Suite(
  "Pictures of the pages", .serialized, .enabled(if: Surroundings.screenshots != nil),
  .timeLimit(.minutes(10)))
struct ScreenshotTests {
  @Test("every page on a phone and on a screen, in both languages, light and dark")
  func pictures() async throws {
    try await Self.scenes { scenes, save in try await scenes.pictures { try save($0, "why-\($1)") } }
  }

  @Test("every page of the console, likewise")
  func console() async throws {
    let folder = try Self.folder()
    try await ConsoleScenes.running { scenes in
      try await scenes.pictures { try $0.write(to: folder.appending(path: "console-\($1).png")) }
      // That which the README shows.
      try await scenes.open("/?window=30d", "en")
      try await scenes.browser.resize(1280)
      try await scenes.browser.prefer(.light)
      try await scenes.browser.picture(height: 900).write(to: folder.appending(path: "readme-console.png"))
    }
  }

  @Test("the two that the README shows")
  func readme() async throws {
    try await Self.scenes { scenes, save in
      try await scenes.open(WhyScenes.pages[0].path, "en")
      try await scenes.browser.resize(1280)
      try await scenes.browser.prefer(.light)
      try save(try await scenes.browser.picture(height: 980), "readme-desktop")
      try await scenes.open(WhyScenes.pages[0].path, "ja")
      try await scenes.browser.resize(390, scale: 2)
      try await scenes.browser.prefer(.dark)
      try save(try await scenes.browser.picture(height: 844), "readme-phone")
    }
  }

  private static func scenes(
    _ body: (_ scenes: WhyScenes, _ save: (_ picture: Data, _ name: String) throws -> Void) async throws ->
      Void
  ) async throws {
    let folder = try folder()
    try await WhyScenes.running { scenes in
      try await body(scenes) { try $0.write(to: folder.appending(path: "\($1).png")) }
    }
  }

  private static func folder() throws -> URL {
    try #require((Surroundings.obstacleForBrowser ?? Surroundings.obstacle) == nil)
    let folder = URL(filePath: try #require(Surroundings.screenshots))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
