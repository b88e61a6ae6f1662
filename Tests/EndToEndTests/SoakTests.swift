import Foundation
import Testing

/// `Scripts/soak` itself, for some seconds; what it is for takes an hour.
@Suite("Soaking", .timeLimit(.minutes(10)))
struct SoakTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scripts/soak").path()

  private func soak(_ arguments: [String]) async throws -> (status: Int32, text: String) {
    try await runToEnd(
      "/usr/bin/env",
      ["python3", Self.script, "--seconds", "5", "--rate", "200", "--spf", Surroundings.program()] + arguments
    )
  }

  @Test("everything is answered, rightly, and counted")
  func holds() async throws {
    // How long answers take says nothing about a program made for debugging.
    let outcome = try await soak(["--p99", "60000"])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("5 reloads") || outcome.text.contains("4 reloads"), "\(outcome.text)")
    #expect(outcome.text.contains("restarts of the name servers"))
    #expect(outcome.text.hasSuffix("soak: all conditions held\n"))
  }

  @Test("what is not held is named, and the status says so")
  func tells() async throws {
    let outcome = try await soak(["--p99", "0"])
    #expect(outcome.status == 1, "\(outcome.text)")
    #expect(outcome.text.contains("NOT HELD: 99 in 100 answers from the cache took"))
    #expect(outcome.text.hasSuffix("soak: failed\n"))
  }

  @Test("a wrong answer is found")
  func findsWrongAnswers() async throws {
    let outcome = try await soak(["--p99", "60000", "--with=--mail-from-reject=False"])
    #expect(outcome.status == 1, "\(outcome.text)")
    #expect(outcome.text.contains(" and not fail: "))
  }
}
