import Foundation
import TestSupport
import Testing

@Suite("The process of the pages", .timeLimit(.minutes(10)))
struct ConsoleProcessTests {
  /// How the system schedules each thread of a process: the policies of sched(7), 0 for the usual and 5 for idle.
  private static func policies(of identifier: Int32) throws -> Set<String> {
    let folder = "/proc/\(identifier)/task"
    var policies: Set<String> = []
    for thread in try FileManager.default.contentsOfDirectory(atPath: folder) {
      // A thread may end meanwhile.
      let file = "\(folder)/\(thread)/stat"
      guard let stat = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
      // The name may have blanks; after it the 39th field (proc(5) counts from 1, the name is the second).
      let fields = try #require(stat.split(separator: ")").last).split(separator: " ")
      policies.insert(String(fields[38]))
    }
    return policies
  }

  @Test("all other processes go first, unless it is told not to", arguments: [true, false])
  func standsBack(isInBackground: Bool) async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let console = try await ConsoleInstance.start(["--zone", zone], isInBackground: isInBackground)
    let client = HTTPClient(port: console.port)
    let answer = try await onThread {
      try client.answer(to: Data("GET /why HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8))
    }
    #expect(answer.status == 200)
    // Otherwise as the process that has started it.
    let own = sched_getscheduler(getpid())
    #expect(try Self.policies(of: console.process.identifier) == [isInBackground ? "5" : "\(own)"])
    await console.stop()
  }
}
