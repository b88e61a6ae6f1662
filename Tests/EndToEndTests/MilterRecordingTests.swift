import Foundation
import History
import SPF
import TestSupport
import Testing

/// What the milter decides over a real Postfix, in the history, in the metrics, and after a reload.
@Suite(
  "The milter's decisions, recorded", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacle)), .timeLimit(.minutes(10)))
struct MilterRecordingTests {
  private static func world(
    options: [String], in sandbox: Sandbox, body: (World) async throws -> Void
  ) async throws {
    guard Surroundings.isReady(Surroundings.obstacle) else { return }
    try await World.startMilter(options: options, variants: [], resolver: nil, in: sandbox).use(body)
  }

  /// Whatever the metrics have, operators find in the documentation.
  private static func expectDocumented(_ page: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let text = try String(contentsOf: root.appending(path: "Documentation/operation.md"), encoding: .utf8)
    let names = page.matches(of: #/# TYPE (\w+) /#).map { String($0.1) }
    let labels = page.matches(of: #/[{,](\w+)="([^"]*)"/#).filter { $0.1 != "le" && $0.1 != "version" }
    #expect(names.count > 20 && labels.count > 10)
    for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
    for label in labels where label.1 != "reason" && label.1 != "identity" && label.1 != "result" {
      let line = text.split(separator: "\n").first { $0.contains("`\(label.1)`: ") } ?? ""
      #expect(line.contains(label.2), "\(label.1)=\(label.2)")
    }
  }

  @Test("what passed, what was refused and who was exempt: in the history and in the metrics")
  func recorded() async throws {
    let sandbox = try Sandbox()
    let history = "sqlite:\(sandbox.path)/history.db"
    let status = try freePort()
    let options = ["--history", history, "--history-interval", "1", "--status", "127.0.0.1:\(status)"]
    try await Self.world(options: options, in: sandbox) { world in
      for _ in 0..<2 { #expect(try world.deliver(from: StoryZones.oldServer).hasPrefix("250")) }
      let both = ["me@receiver.example", "you@receiver.example"]
      #expect(try world.deliver(from: StoryZones.oldServer, recipients: both).hasPrefix("250"))
      for _ in 0..<3 { #expect(try world.deliver(from: StoryZones.newServer).hasPrefix("550 5.7.23")) }
      let client = try SMTPClient(port: world.port())
      try client.say(
        "EHLO proxy.receiver.example", "XCLIENT ADDR=203.0.113.99 NAME=unknown LOGIN=alice",
        "EHLO laptop.example.net", "MAIL FROM:<\(StoryZones.sender)>", "RCPT TO:<\(StoryZones.recipient)>",
        "DATA", "Subject: exempt\r\n\r\nHello.\r\n.", "QUIT")
      #expect(
        await eventually {
          world.service?.process.text.contains(": Not checked: authenticated user alice\n") == true
        })
      let page = try await runToEnd("/usr/bin/curl", ["-s", "http://127.0.0.1:\(status)/metrics"]).text
      for line in [
        "spf_results_total{identity=\"mailfrom\",result=\"pass\"} 3",
        "spf_results_total{identity=\"mailfrom\",result=\"fail\"} 3",
        "spf_actions_total{action=\"reject\"} 3", "spf_exemptions_total{reason=\"authenticated\"} 1",
      ] {
        #expect(page.contains("\n\(line)\n"), "\(line)\n\(page)")
      }
      try Self.expectDocumented(page)
    }
    // The service has written all when it has ended.
    let store = try HistoryLocation(history).store(creates: false, now: { 0 })
    let found = try await DomainHistory.read("corp.example.com", from: store)
    await store.close()
    let days = found.senders.flatMap(\.days).filter { $0.scope == .mailFrom }
    func count(_ client: String, _ result: SPFResult, _ action: ObservedAction) -> Int {
      days.filter { "\($0.network)".hasPrefix(client) && $0.result == result && $0.action == action }
        .reduce(0) { $0 + $1.count }
    }
    #expect(count(StoryZones.oldServer, .pass, .accepted) == 3)
    #expect(count(StoryZones.newServer, .fail, .rejected) == 3)
    #expect(days.reduce(0) { $0 + $1.count } == 6, "\(days)")
    #expect(found.records.map(\.text).contains("v=spf1 mx ip4:\(StoryZones.oldServer)/32 -all"))
  }

  @Test("a reload counts for the next message of a connection that is open")
  func reload() async throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write("header: {type: SPF, authserv_id: mx.receiver.example}\n", to: "spf.yaml")
    try await Self.world(options: ["--config", file], in: sandbox) { world in
      let client = try SMTPClient(port: world.port(), from: StoryZones.oldServer)
      func send(_ subject: String) async throws -> String {
        try client.say(
          "MAIL FROM:<\(StoryZones.sender)>", "RCPT TO:<\(StoryZones.recipient)>", "DATA",
          "Authentication-Results: new.receiver.example; spf=pass\r\nSubject: \(subject)\r\n\r\nHello.\r\n.")
        return try #require(await world.messages(subject).first)
      }
      try client.say("EHLO mail.corp.example.com")
      let first = try await send("before")
      #expect(first.contains("Received-SPF: Pass (mailfrom)"))
      #expect(first.contains("Authentication-Results: new.receiver.example; spf=pass\n"))
      _ = try sandbox.write("header: {type: AR, authserv_id: new.receiver.example}\n", to: "spf.yaml")
      world.service?.process.kill(SIGHUP)
      #expect(
        await eventually { world.service?.process.text.contains("is in force") == true })
      let second = try await send("after")
      #expect(!second.contains("Received-SPF:"))
      #expect(
        second.contains("Authentication-Results: new.receiver.example; spf=pass (sender SPF authorized)"))
      #expect(!second.contains("Authentication-Results: new.receiver.example; spf=pass\n"))
    }
  }
}
