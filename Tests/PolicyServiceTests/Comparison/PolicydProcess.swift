import Foundation
import TestSupport

/// Runs policyd-spf over a list of requests.
enum PolicydProcess {
  struct Failure: Error {
    let description: String
  }

  static func run(
    options: [String], requests: [String], directory: String, port: Int
  ) throws -> PolicydComparisonTests.Transcript {
    guard
      let script = Bundle.module.path(
        forResource: "policyd-spf-redirected", ofType: "py", inDirectory: "Fixtures")
    else { throw Failure(description: "the fixture policyd-spf-redirected.py is missing") }
    let configuration = directory + "/policyd-spf.conf"
    try options.map { $0 + "\n" }.joined().write(toFile: configuration, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [script, "127.0.0.1", String(port), configuration]
    let input = Pipe()
    let output = Pipe()
    let log = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = log
    try process.start()
    input.fileHandleForWriting.write(Data(requests.joined().utf8))
    try input.fileHandleForWriting.close()
    let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let lines = String(decoding: log.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    // Without this Foundation keeps the process object and its pipes for good.
    process.waitUntilExit()
    return .init(
      replies: PolicydComparisonTests.replies(in: answer),
      log: lines.split(separator: "\n").map(String.init))
  }
}
