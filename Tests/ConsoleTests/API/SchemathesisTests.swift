import Foundation
import PageSettings
import TestSupport
import Testing

@testable import Console

/// A program that knows nothing but the OpenAPI document makes up requests, and holds the answers against it.
@Suite struct SchemathesisTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// What the script writes, and its status.
  private static func run(_ arguments: [String]) async throws -> (status: Int32, text: String) {
    try await onThread {
      let process = Process()
      process.executableURL = root.appending(path: "Scripts/check-api")
      process.arguments = arguments
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.start()
      let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
  }

  @Test(
    .enabled("schemathesis is from PyPI, which cannot be reached") { try await run(["install"]).status != 3 },
    .timeLimit(.minutes(20)))
  func findsNothing() async throws {
    var limits = WebLimits()
    limits.requestTime = .seconds(600)
    limits.answerTime = .seconds(600)
    let world = try await PrivateWorld(limits: limits)
    try await world.serve { port in
      let outcome = try await Self.run([
        "http://127.0.0.1:\(port)", "--max-examples", "10", "--seed", "1", "--suppress-health-check", "all",
        "--request-timeout", "300",
      ])
      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(outcome.text.contains("passed"), "\(outcome.text)")
    }
  }
}
