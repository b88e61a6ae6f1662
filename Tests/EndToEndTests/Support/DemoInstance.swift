import Foundation
import TestSupport
import Testing

/// The demonstration, at the place where it serves the console with the story in it.
struct DemoInstance {
  let process: ProcessHandle
  let port: Int

  /// `http://127.0.0.1:8080`
  var address: String { "http://127.0.0.1:\(port)" }

  /// Tells the story and waits for the console.
  static func start() async throws -> DemoInstance {
    let process = try ProcessHandle(Surroundings.program(), ["demo"])
    let line = #/console with the story in it at http:\/\/127\.0\.0\.1:([0-9]+)\//#
    let isUp = await eventually { process.text.contains(line) || !process.isRunning }
    guard isUp, let found = try line.firstMatch(in: process.text), let port = Int(found.output.1) else {
      throw StartError("spf demo: \(process.text)")
    }
    return DemoInstance(process: process, port: port)
  }

  /// Ends it as Ctrl-C does.
  func stop() async {
    process.kill(SIGINT)
    if await !process.wait(seconds: 60) { process.kill(SIGKILL) }
    #expect(!process.text.contains("Sanitizer: "))
  }
}
