import Foundation
import History
import SPF
import TestSupport
import Testing

/// `spf policy` that records, as many processes at once.
@Suite("Recording history by spf policy", .timeLimit(.minutes(10)))
struct PolicyRecordingTests {
  /// One process, as spawn(8) starts it: its standard input and output are a connection.
  private final class Connection: Sendable {
    private let process: ProcessHandle
    private let input: FileHandle

    init(_ arguments: [String]) throws {
      let pipe = Pipe()
      process = try ProcessHandle(
        Surroundings.program(), ["policy", "--log", "stderr"] + arguments, input: pipe)
      input = pipe.fileHandleForWriting
    }

    var text: String { process.text }

    func send(_ count: Int) throws {
      let request =
        "request=smtpd_access_policy\nclient_address=192.0.2.11\nhelo_name=host.example.org\n"
        + "sender=alice@example.com\nrecipient=bob@rx.example.org\n\n"
      try input.write(contentsOf: Data(String(repeating: request, count: count).utf8))
    }

    /// Ends the input and waits for the process.
    func end() async throws -> Bool {
      try input.close()
      return await process.wait()
    }
  }

  private func messages(in history: String) async throws -> Int {
    let store = try HistoryLocation(history).store(creates: false, now: { 0 })
    let found = try? await DomainHistory.read("example.com", from: store)
    await store.close()
    return (found?.senders ?? []).flatMap(\.days).filter { $0.scope == .mailFrom }.reduce(0) { $0 + $1.count }
  }

  private func configuration(_ history: String, in sandbox: Sandbox) throws -> [String] {
    let file = try sandbox.write(
      "history:\n  store: \"\(history)\"\n  interval: 1\nexemptions:\n  local_networks: []\n", to: "spf.yaml")
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    return ["--config", file, "--zone", zone]
  }

  @Test("many processes at once write to one file, and what they saw is there when they have ended")
  func manyAtOnce() async throws {
    let sandbox = try Sandbox()
    let history = "sqlite:\(sandbox.path)/history.db"
    let arguments = try configuration(history, in: sandbox)
    let connections = try (0..<8).map { _ in try Connection(arguments) }
    for _ in 0..<5 {
      for connection in connections { try connection.send(10) }
    }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for connection in connections { group.addTask { try await connection.end() } }
      for try await hasEnded in group { #expect(hasEnded) }
    }
    #expect(try await messages(in: history) == 8 * 50)
    for connection in connections {
      #expect(connection.text.components(separatedBy: "action=550").count == 51)
      #expect(!connection.text.contains("history is not written"))
    }
  }

  @Test("a connection that stays is written meanwhile")
  func meanwhile() async throws {
    let sandbox = try Sandbox()
    let history = "sqlite:\(sandbox.path)/history.db"
    let connection = try Connection(configuration(history, in: sandbox))
    for round in 1...2 {
      try connection.send(3)
      var found = 0
      for _ in 0..<600 where found < round * 3 {
        try await Task.sleep(for: .milliseconds(100))
        found = try await messages(in: history)
      }
      #expect(found == round * 3)
    }
    #expect(try await connection.end())
    #expect(try await messages(in: history) == 6)
  }

  @Test("history that cannot be written keeps no answer, and the log says so")
  func unwritable() async throws {
    let sandbox = try Sandbox()
    let connection = try Connection(configuration("sqlite:/proc/history.db", in: sandbox))
    try connection.send(2)
    #expect(try await connection.end())
    #expect(connection.text.components(separatedBy: "action=550").count == 3)
    #expect(connection.text.components(separatedBy: "history is not written").count == 2)
  }
}
