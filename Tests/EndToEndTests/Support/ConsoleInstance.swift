import Foundation
import Testing

/// Our Why page, and the private console if it is configured, as a process of its own.
struct ConsoleInstance {
  let process: ProcessHandle
  let port: Int

  /// `http://127.0.0.1:8081`
  var address: String { "http://127.0.0.1:\(port)" }

  /// Starts it on `port`, or on one that the system chooses. Tests beside it would leave it no time: unless that is what is
  /// tested, it is not in the background.
  static func start(
    port: Int = 0, _ arguments: [String], isInBackground: Bool = false
  ) async throws -> ConsoleInstance {
    let process = try ProcessHandle(
      Surroundings.program(), ["console", "--why", "127.0.0.1:\(port)"] + arguments,
      variables: isInBackground ? [:] : ["SPF_CONSOLE_BACKGROUND": "no"])
    let line = #/Why page at http:\/\/127\.0\.0\.1:([0-9]+)\/why/#
    let isUp = await eventually { process.text.contains(line) || !process.isRunning }
    guard isUp, let found = try line.firstMatch(in: process.text), let port = Int(found.output.1) else {
      throw StartError("spf console: \(process.text)")
    }
    return ConsoleInstance(process: process, port: port)
  }

  /// Where the private console is, if it is served, too.
  var privateAddress: String {
    get async throws {
      let line = #/console at (http:\/\/127\.0\.0\.1:[0-9]+)\//#
      _ = await eventually { process.text.contains(line) || !process.isRunning }
      return String(try #require(process.text.firstMatch(of: line)).output.1)
    }
  }

  /// In KiB.
  var residentMemory: Int {
    get throws {
      let status = try String(contentsOfFile: "/proc/\(process.identifier)/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
      return try #require(Int(line.split(separator: " ", omittingEmptySubsequences: true)[1]))
    }
  }

  func stop() async {
    process.kill(SIGTERM)
    if await !process.wait(seconds: 60) { process.kill(SIGKILL) }
    #expect(!process.text.contains("Sanitizer: "))
  }
}
