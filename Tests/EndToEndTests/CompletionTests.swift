import Foundation
import Testing

/// The completions that the program generates, in the shells that they are for.
@Suite("Completion in real shells", .timeLimit(.minutes(10)))
struct CompletionTests {
  /// A shell, and where it looks for the completion of `spf`.
  enum Shell: String, CaseIterable {
    case bash, zsh, fish

    var path: String { self == .bash ? "/bin/bash" : "/usr/bin/\(rawValue)" }
    var fileName: String {
      switch self {
      case .bash: "spf"
      case .zsh: "_spf"
      case .fish: "spf.fish"
      }
    }

    /// Why it cannot run here; nil if it can.
    var obstacle: String? {
      FileManager.default.isExecutableFile(atPath: path)
        ? nil : "\(path) is not installed (Scripts/prerequisites test installs it)"
    }
  }

  private static let obstacle = Shell.allCases.compactMap(\.obstacle).first

  @Test(
    "begun words are completed", .enabled(if: Surroundings.canRun(obstacle)), arguments: Shell.allCases,
    [
      ("spf hist", "history"), ("spf serve --milter-st", "--milter-stage"), ("spf config ch", "check"),
      ("spf exempt rem", "remove"),
    ])
  func completed(shell: Shell, words: (begun: String, completed: String)) async throws {
    guard Surroundings.isReady(shell.obstacle) else { return }
    let sandbox = try Sandbox()
    let program = try Surroundings.program()
    let script = try await runToEnd(program, ["--generate-completion-script", shell.rawValue])
    #expect(script.status == 0)
    let file = try sandbox.write(script.text, to: shell.fileName)
    let asker = try #require(
      Bundle.module.path(forResource: "complete", ofType: shell.rawValue, inDirectory: "Fixtures"))
    let outcome = try await runToEnd(
      shell.path, [asker, file] + words.begun.split(separator: " ").map(String.init))
    let found = outcome.text.split { $0.isWhitespace }.map(String.init)
    #expect(found.contains(words.completed), "\(shell.rawValue): \(outcome.text)")
    #expect(!found.contains("lint"), "\(shell.rawValue): \(outcome.text)")
  }
}
