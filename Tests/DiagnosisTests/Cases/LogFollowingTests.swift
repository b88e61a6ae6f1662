import Foundation
import MailLog
import Testing

@testable import Diagnosis

@Suite struct LogFollowingTests {
  private static func line(_ client: Int) -> String {
    "Jan  1 12:00:0\(client % 10) mx policyd-spf[\(client)]: Fail; identity=mailfrom; client-ip=203.0.113.\(client); "
      + "helo=host.example; envelope-from=a@sender.example; receiver=b@receiver.example\n"
  }

  private static func append(_ text: String, to file: URL) throws {
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  /// Waits until the log tells of `count` incidents.
  private static func incidents(_ count: Int, in following: LogFollowing) async -> Bool {
    for _ in 0..<100 {
      guard let reading = await following.snapshot() else { return false }
      if reading.collector.incidents.count == count { return true }
      await following.rest(seconds: 0)
      try? await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  @Test(.timeLimit(.minutes(10))) func readsWhatIsAppendedAndTheFileAfterRotation() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "mail.log")
    try Data(Self.line(1).utf8).write(to: file)
    let following = LogFollowing()
    async let last = following.run([file.path()], now: 1_767_268_900, patience: 0.3)
    #expect(await Self.incidents(1, in: following))
    try Self.append(Self.line(2), to: file)
    #expect(await Self.incidents(2, in: following))
    try FileManager.default.moveItem(at: file, to: folder.appending(path: "mail.log.1"))
    try Data(Self.line(3).utf8).write(to: file)
    #expect(await Self.incidents(3, in: following))
    following.stop()
    let reading = await last
    #expect(reading.collector.incidents.count == 3)
    #expect(reading.problems.isEmpty)
    #expect(await following.snapshot() == nil)
  }

  @Test func aMissingFileEndsIt() async {
    let following = LogFollowing()
    let reading = await following.run(["/nonexistent/mail.log"], now: 1_767_268_900)
    #expect(reading.problems.count == 1)
    #expect(await following.snapshot() == nil)
  }
}
