import Foundation
import Testing

/// Whether the real parts can run here.
enum Surroundings {
  static let postfix = "/usr/sbin/postfix"
  static let nsd = "/usr/sbin/nsd"

  static let named = "/usr/sbin/named"
  static let nsupdate = "/usr/bin/nsupdate"
  static let dig = "/usr/bin/dig"
  static let checkZone = "/usr/bin/named-checkzone"
  static let unbound = "/usr/sbin/unbound"

  static let miltertest = "/usr/bin/miltertest"

  static let chromium = "/usr/bin/chromium"
  static let chromedriver = "/usr/bin/chromedriver"

  /// Why Chromium cannot run here; nil if it can.
  static let obstacleForBrowser = obstacle([chromium, chromedriver])

  /// Why Chromium, Postfix or NSD cannot run here; nil if they can.
  static let obstacleForBrowserStory = obstacle([chromium, chromedriver, postfix, nsd])

  /// Why miltertest or NSD cannot run here; nil if they can.
  static let obstacleForMiltertest = obstacle([miltertest, nsd])

  /// Why Postfix or NSD cannot run here; nil if they can.
  static let obstacle = obstacle([postfix, nsd])

  /// Why Postfix, BIND or Unbound cannot run here; nil if they can.
  static let obstacleForReplacements = obstacle([postfix, named, nsupdate, dig, checkZone, unbound])

  /// The folder for pictures of pages; nil if none are wanted.
  static let screenshots = ProcessInfo.processInfo.environment["SPF_SCREENSHOTS"]

  private static func obstacle(_ programs: [String]) -> String? {
    if geteuid() != 0 { return "servers have to be started by root" }
    for program in programs where !FileManager.default.isExecutableFile(atPath: program) {
      return "\(program) is not installed (Scripts/prerequisites test installs it)"
    }
    return nil
  }

  /// Whether the tests run that have this obstacle. In CI they must: there an obstacle makes them fail instead of being
  /// left out.
  static func canRun(_ obstacle: String?) -> Bool {
    guard let obstacle else { return true }
    let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    FileHandle.standardError.write(
      Data("END-TO-END TESTS \(isCI ? "CANNOT RUN" : "LEFT OUT"): \(obstacle)\n".utf8))
    return isCI
  }

  /// Whether a test can begin; an obstacle is a failure by now.
  static func isReady(_ obstacle: String?) -> Bool {
    if let obstacle { Issue.record("the end-to-end tests must run in CI, but \(obstacle)") }
    return obstacle == nil
  }

  /// The program built beside the tests.
  static func program() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "spf").path()
    return try #require(
      FileManager.default.isExecutableFile(atPath: program) ? program : nil, "\(program) is built")
  }
}
