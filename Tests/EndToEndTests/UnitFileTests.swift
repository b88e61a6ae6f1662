import Foundation
import Testing

/// The units of systemd, as systemd itself reads them.
@Suite("The systemd units")
struct UnitFileTests {
  private static let analyze = "/usr/bin/systemd-analyze"
  private static let obstacle =
    FileManager.default.isExecutableFile(atPath: analyze)
    ? nil : "\(analyze) is not installed (Scripts/prerequisites test installs it)"

  @Test("are without a fault, and expose little", .enabled(if: Surroundings.canRun(obstacle)))
  func verified() async throws {
    guard Surroundings.isReady(Self.obstacle) else { return }
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let outcome = try await runToEnd(root.appending(path: "Scripts/check-units").path(), [])
    print(outcome.text)
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("Overall exposure level for spf.service: "))
  }
}
