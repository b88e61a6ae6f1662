import Foundation
import GRDB
import History
import SPF
import Synchronization
import TestSupport
import Testing

/// The service that records, as processes of its own.
@Suite("Recording history", .serialized, .timeLimit(.minutes(10)))
struct RecordingTests {
  /// Starts a service that writes every second.
  private func service(
    _ history: String, in sandbox: Sandbox, _ more: [String] = []
  ) async throws -> (ServiceInstance, port: Int) {
    let port = try freePort()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let service = try await ServiceInstance.start(
      [
        "--listen", "127.0.0.1:\(port)", "--zone", zone, "--local-network", "none", "--history", history,
        "--history-interval", "1",
      ] + more)
    return (service, port)
  }

  private final class AnswerCount: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  /// The messages of example.com that a history has.
  private func messages(in history: String) async throws -> Int {
    let store = try HistoryLocation(history).store(creates: false, now: { 0 })
    let found = try? await DomainHistory.read("example.com", from: store)
    await store.close()
    return (found?.senders ?? []).flatMap(\.days).filter { $0.scope == .mailFrom }.reduce(0) { $0 + $1.count }
  }

  private func messages(in history: String, reach count: Int) async throws -> Bool {
    for _ in 0..<600 {
      if try await messages(in: history) >= count { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  /// The numbers of the messages that a history has, each with its count, by the names given with HELO.
  private func numbers(in path: String) async throws -> [Int: Int] {
    try await DatabaseQueue(path: path).read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT n.text, sum(o.count) FROM observation o JOIN name n ON n.id = o.helo
          WHERE o.identity = 'mailfrom' GROUP BY 1
          """)
      return Dictionary(
        uniqueKeysWithValues: rows.map { row in (Int((row[0] as String).dropFirst()) ?? -1, row[1] as Int) })
    }
  }

  @Test("killed under load: what was answered before the last write is there, once, and counting goes on")
  func killed() async throws {
    let sandbox = try Sandbox()
    let path = "\(sandbox.path)/history.db"
    let answered = AnswerCount()
    var lost: Set<Int> = []
    for _ in 1...3 {
      let status = try freePort()
      let (service, port) = try await service(
        "sqlite:\(path)", in: sandbox, ["--status", "127.0.0.1:\(status)"])
      let load = Task {
        try await onThread {
          let client = try PolicyClient(port: port)
          // A bare word is a HELO name without an identity of its own: the messages are numbered by it.
          // It leaves the processor to the writer, which gives way to everything else.
          while (try? client.ask(["helo_name": "h\(answered.value + 1)"])) != nil {
            answered.add()
            usleep(200)
          }
          // The one under way may have been counted and not answered; its number is not given again.
          answered.add()
        }
      }
      func metric(_ name: String) throws -> Int { try StatusPage.metric(name, port: status) }
      #expect(try await eventually { try metric("spf_history_written_total") >= 100 })
      // The first write to end may have begun before. The second has begun after.
      let certain = answered.value
      let writes = try metric("spf_history_writes_total")
      #expect(try await eventually { try metric("spf_history_writes_total") >= writes + 2 })
      let written = try metric("spf_history_written_total")
      let before = try await numbers(in: path).values.reduce(0, +)
      service.process.kill(SIGKILL)
      #expect(await service.process.wait())
      try await load.value
      let integrity = try await DatabaseQueue(path: path).read {
        try String.fetchOne($0, sql: "PRAGMA integrity_check")
      }
      #expect(integrity == "ok")
      let kept = try await numbers(in: path)
      #expect(kept.values.allSatisfy { $0 == 1 }, "nothing is counted twice")
      #expect(
        kept.keys.allSatisfy { (1...answered.value).contains($0) }, "nothing is there that was not sent")
      #expect(kept.count >= max(written, before), "what was confirmed is there")
      let lostBefore = lost
      lost = Set(1...answered.value).subtracting(kept.keys)
      #expect(lostBefore.isSubset(of: lost))
      #expect(
        lost.subtracting(lostBefore).allSatisfy { $0 > certain },
        "what was answered before the last write is there")
    }
  }

  @Test("stopped: the last message is in the history")
  func stopped() async throws {
    let sandbox = try Sandbox()
    let history = "sqlite:\(sandbox.path)/history.db"
    let (service, port) = try await service(history, in: sandbox)
    try await onThread {
      let client = try PolicyClient(port: port)
      for _ in 0..<137 { try client.ask() }
    }
    await service.stop()
    #expect(try await messages(in: history) == 137)
  }

  @Test(
    "two services on one PostgreSQL that is restarted meanwhile: counts add up exactly",
    .enabled(if: PostgreSQLInstance.canRun))
  func twoServices() async throws {
    let sandbox = try Sandbox()
    let server = try PostgreSQLInstance()
    let history = try server.newDatabase()
    let services = [
      try await service(history, in: sandbox), try await service(history, in: sandbox),
    ]
    /// Six clients at once, each of whom asks until `isEnough`, and how often they did.
    func ask(until isEnough: @escaping @Sendable (Int) -> Bool) async throws -> Int {
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<6 {
          let port = services[number % 2].port
          group.addTask {
            try await onThread {
              let client = try PolicyClient(port: port)
              var count = 0
              while !isEnough(count) {
                try client.ask(["client_address": "203.0.113.\(count % 50)"])
                count += 1
              }
              return count
            }
          }
        }
        return try await group.reduce(0, +)
      }
    }
    var asked = try await ask { $0 >= 200 }
    #expect(try await messages(in: history, reach: asked))
    let isBack = AnswerCount()
    async let meanwhile = ask { $0 >= 200 && isBack.value > 0 }
    server.stop()
    for (service, _) in services {
      #expect(await eventually { service.process.text.contains("history is not written") })
    }
    try server.start()
    isBack.add()
    asked += try await meanwhile
    for (service, _) in services {
      #expect(await eventually { service.process.text.contains("history is written again") })
    }
    asked += try await ask { $0 >= 100 }
    for (service, _) in services {
      await service.stop()
      #expect(!service.process.text.contains("dropped"))
    }
    #expect(try await messages(in: history) == asked)
    let text = try await runToEnd(
      Surroundings.program(), ["history", "example.com", "--history", history]
    ).text
    #expect(text.contains("v=spf1 ip4:192.0.2.10 -all"), "\(text)")
  }

  @Test(
    "PostgreSQL stops and comes back: every answer is given, nothing is lost",
    .enabled(if: PostgreSQLInstance.canRun))
  func serverRestarts() async throws {
    let sandbox = try Sandbox()
    let server = try PostgreSQLInstance()
    let history = try server.newDatabase()
    let (service, port) = try await service(history, in: sandbox)
    func ask(_ count: Int) async throws {
      try await onThread {
        let client = try PolicyClient(port: port)
        for _ in 0..<count {
          #expect(try client.ask().hasPrefix("action=550"))
        }
      }
    }
    try await ask(10)
    #expect(try await messages(in: history, reach: 10))
    server.stop()
    try await ask(10)
    #expect(await eventually { service.process.text.contains("history is not written") })
    try await ask(10)
    try server.start()
    #expect(await eventually { service.process.text.contains("history is written again") })
    try await ask(10)
    await service.stop()
    #expect(try await messages(in: history) == 40)
    let lines = service.process.text.split(separator: "\n").filter { $0.contains("history is") }
    #expect(lines.count == 2, "\(lines)")
  }

  @Test(
    "history that cannot be written keeps no answer",
    arguments: [
      "sqlite:/proc/history.db", "postgresql://nobody@127.0.0.1:1/none",
    ])
  func unreachable(history: String) async throws {
    let sandbox = try Sandbox()
    let (service, port) = try await service(history, in: sandbox)
    try await onThread {
      let client = try PolicyClient(port: port)
      for _ in 0..<20 {
        #expect(try client.ask().hasPrefix("action=550"))
      }
    }
    #expect(await eventually { service.process.text.contains("mail goes on") })
    await service.stop()
    #expect(service.process.text.components(separatedBy: "history is not written").count == 2)
    #expect(service.process.text.contains("stopped"))
  }

  @Test("exported, imported twice, and the same again")
  func exchange() async throws {
    let sandbox = try Sandbox()
    let history = "sqlite:\(sandbox.path)/history.db"
    let (service, port) = try await service(history, in: sandbox)
    _ = try await onThread { try PolicyClient(port: port).ask(["client_address": "203.0.113.25"]) }
    await service.stop()
    let spf = try Surroundings.program()
    let file = "\(sandbox.path)/x.ndjson"
    #expect(try await runToEnd(spf, ["history", "--history", history, "--export", file]).status == 0)
    let copy = "sqlite:\(sandbox.path)/copy.db"
    for _ in 0..<2 {
      let outcome = try await runToEnd(spf, ["history", "--history", copy, "--import", file])
      #expect(outcome.status == 0, "\(outcome.text)")
    }
    let again = try await runToEnd(spf, ["history", "--history", copy, "--export", "-"])
    // The order of lines is no part of the form.
    #expect(Set(again.text.split(separator: "\n")) == Set(sandbox.read(file).split(separator: "\n")))
    let shown = try await runToEnd(spf, ["history", "example.com", "--history", copy])
    #expect(shown.text.contains("mailfrom fail 1 rejected"), "\(shown.text)")
    let json = try await runToEnd(spf, ["history", "example.com", "--history", copy, "--json"])
    #expect(json.text.contains("\"network\" : \"203.0.113.25/32\""), "\(json.text)")
  }

  @Test("a diagnosis judges by what is remembered")
  func diagnosis() async throws {
    let sandbox = try Sandbox()
    let spf = try Surroundings.program()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let log = try sandbox.write(
      "2026-01-29T08:29:46+00:00 mx policyd-spf[7]: Fail; identity=mailfrom; client-ip=203.0.113.25; "
        + "helo=host.example.net; envelope-from=a@example.com; receiver=b@example.net\n", to: "mail.log")
    let past = try sandbox.write(
      """
      {"type":"spf-history","version":1}
      {"type":"observation","origin":"o","hour":"2026-01-02T00:00:00Z","domain":"example.com","identity":"mailfrom","network":"203.0.113.25/32","helo":"h","reverse_name":"","result":"pass","action":"accepted","count":1}
      {"type":"record","domain":"example.com","text":"v=spf1 ip4:203.0.113.25 -all","ttl":60,"first_seen":"2026-01-01T00:00:00Z","last_seen":"2026-01-20T00:00:00Z"}
      {"type":"record","domain":"example.com","text":"v=spf1 ip4:192.0.2.10 -all","ttl":60,"first_seen":"2026-01-21T00:00:00Z","last_seen":"2026-01-29T00:00:00Z"}
      {"type":"end","lines":3}

      """, to: "past.ndjson")
    let history = "sqlite:\(sandbox.path)/history.db"
    #expect(try await runToEnd(spf, ["history", "--history", history, "--import", past]).status == 0)
    let outcome = try await runToEnd(
      spf, ["diagnose", "--history", history, "--zone", zone, "--receiver-domain", "example.net", log])
    #expect(outcome.text.contains("stale-record"), "\(outcome.text)")
    #expect(outcome.text.contains("passed from 2026-01-02 to 2026-01-02; the record changed on 2026-01-21"))
  }

  @Test(
    "what is wrong is named, with its exit status",
    arguments: [
      ("history example.com --history /x.db", 64, "write sqlite:/PATH or postgresql://"),
      (
        "history --history sqlite:/nonexistent/x.db", 64, "Give a domain, or --export FILE, or --import FILE."
      ),
      ("history example --history sqlite:/nonexistent/x.db", 64, "no fully qualified domain name"),
      ("history example.com --history sqlite:/nonexistent/x.db", 66, "there is no such file"),
      ("history example.com --since never --history sqlite:/nonexistent/x.db", 64, "is no time"),
      ("history --import /nonexistent --history sqlite:/nonexistent/x.db", 66, "cannot be read"),
      ("history --export /nonexistent/x --history sqlite:/nonexistent/x.db", 73, "cannot be written"),
      ("diagnose /dev/null --history sqlite:/nonexistent/x.db", 66, "there is no such file"),
      ("serve --listen unix:/x --history nonsense", 64, "Write sqlite:/PATH or postgresql://"),
      (
        "serve --listen unix:/x --history sqlite:/x --history-networks 24", 64, "Write, for instance, /24,/48"
      ),
      ("serve --listen unix:/x --history sqlite:/x --history-days -1", 64, "not a number from 0 to 3650"),
      (
        "serve --listen unix:/x --history sqlite:/x --history-interval 0", 64,
        "not a number of seconds from 1 to 3600"
      ),
    ])
  func refusals(line: String, status: Int32, text: String) async throws {
    let outcome = try await runToEnd(Surroundings.program(), line.split(separator: " ").map(String.init))
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }
}
