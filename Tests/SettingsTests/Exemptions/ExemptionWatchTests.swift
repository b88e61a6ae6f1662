import Foundation
import PolicyService
import SPF
import Synchronization
import Testing

@testable import Settings

@Suite("Watching a file with temporary exemptions")
struct ExemptionWatchTests {
  @Test("a change counts, a broken file does not, and is told once")
  func changes() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "spf-watch-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path() + "exemptions.yaml"
    let world = SettingsReloaderTests.World()
    let used = Mutex<[TemporaryExemptions]>([])
    let log = DecisionLog(configuration: PolicyConfiguration(hostName: "mx.example.org"), sink: world)
    let watch = ExemptionWatch(path: path, log: log) { exemptions in used.withLock { $0.append(exemptions) } }
    await watch.look()
    #expect(used.withLock { $0.isEmpty })

    let one = try ExemptionFileTests.exemption("example.com", "203.0.113.25")
    try ExemptionStore(path: path).change { $0.append(one) }
    await watch.look()
    await watch.look()
    #expect(used.withLock { $0 } == [TemporaryExemptions([one])])

    try "exemptions: [x]".write(toFile: path, atomically: true, encoding: .utf8)
    await watch.look()
    await watch.look()
    #expect(used.withLock { $0.count } == 1)

    try FileManager.default.removeItem(atPath: path)
    await watch.look()
    #expect(used.withLock { $0.last } == TemporaryExemptions())
    #expect(
      world.lines.withLock { $0 } == [
        "1 temporary exemptions",
        "temporary exemptions: \(path):1:14: exemptions[1]: expected domain, network, until, reason. "
          + "Use spf exempt add.; going on with those as before", "0 temporary exemptions",
      ])
    await watch.watch(path: nil)
    #expect(used.withLock { $0.count } == 3)
  }
}
