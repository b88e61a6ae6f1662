import Foundation
import Testing

/// Pictures of pages, for people to look at: `make screenshots` says where to with SPF_SCREENSHOTS.
@Suite(
  "Pictures of the pages", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["SPF_SCREENSHOTS"] != nil), .timeLimit(.minutes(10)))
struct ScreenshotTests {
  @Test("every page on a phone and on a screen, in both languages, light and dark")
  func pictures() async throws {
    let folder = try #require(ProcessInfo.processInfo.environment["SPF_SCREENSHOTS"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try #require((Surroundings.obstacleForBrowser ?? Surroundings.obstacle) == nil)
    try await WhyScenes.running { scenes in
      for page in WhyScenes.pages {
        for language in ["en", "ja"] {
          try await scenes.open(page.path, language)
          for (device, width) in [("phone", 390), ("desktop", 1280)] {
            try await scenes.browser.resize(width)
            for scheme in Browser.Scheme.allCases {
              try await scenes.browser.prefer(scheme)
              let name = "why-\(page.name)-\(device)-\(scheme.rawValue)-\(language).png"
              try await scenes.browser.picture().write(to: URL(filePath: folder).appending(path: name))
            }
          }
        }
      }
    }
  }
}
