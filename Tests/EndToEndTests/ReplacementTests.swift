import Foundation
import TestSupport
import Testing

/// A mail server is replaced, with a real name server, a real cache and real mail servers on both sides.
@Suite(
  "The replacement of a server", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacleForReplacements)), .timeLimit(.minutes(10)))
struct ReplacementTests {
  private static func world(_ body: (ReplacementWorld) async throws -> Void) async throws {
    guard Surroundings.isReady(Surroundings.obstacleForReplacements) else { return }
    try await ReplacementWorld.running(body)
  }

  @Test("nobody thinks of the record: mail is refused until it is repaired")
  func naive() async throws {
    try await Self.world { world in
      try world.submit("before", to: world.oldServer)
      #expect(await world.oldServer.logs("status=sent"))
      let moved = Date()
      try world.submit("lost", to: world.newServer)
      #expect(await world.newServer.logs("status=bounced"))
      let line = try #require(
        world.newServer.logText.split(separator: "\n").first { $0.contains("status=bounced") })
      #expect(line.contains("said: 550 5.7.23 <me@receiver.example>: Recipient address rejected: "))
      #expect(line.contains("\(Publisher.newAddress) is not allowed to send for corp.example.com"))
      // The sender gets it back.
      #expect(await eventually { world.newServer.messages.contains { $0.contains("lost") } })

      // One run over the log finds what nobody thought of, and names the record to publish.
      let audit = try await world.publisher.audit(world.newServer.log, in: world.sandbox)
      #expect(audit.status == 1)
      for text in [
        "refused mail of corp.example.com from \(Publisher.newAddress) because of SPF: 1 recipient, last at ",
        "corp.example.com TXT \"v=spf1 ip4:\(Publisher.oldAddress) ip4:\(Publisher.newAddress) -all\"\n",
        "<\(ReplacementWorld.sender)> to <\(ReplacementWorld.recipient)>",
      ] {
        #expect(audit.text.contains(text), "\(audit.text)")
      }
      let quiet = try await world.publisher.audit(world.oldServer.log, in: world.sandbox)
      #expect(!quiet.text.contains("refused mail"), "\(quiet.text)")

      let arguments = ["--add", Publisher.newAddress, "--moved", Self.stamp(moved)]
      let list = try await world.publisher.plan(arguments + ["--log", world.newServer.log])
      #expect(
        list.text.contains("<\(ReplacementWorld.sender)> to <\(ReplacementWorld.recipient)>\n"),
        "\(list.text)")
      let steps = try PlanSteps(try await world.publisher.plan(arguments + ["--json"]), status: 1)
      let script = try await world.publisher.plan(arguments + ["--format", "nsupdate"])
      #expect(script.status == 1)
      #expect(try await world.publisher.primary.update(script.text).status == 0)
      try steps.took("add")
      try await steps.wait(for: "last-rejection")
      #expect(
        try await world.publisher.audit(world.newServer.log, in: world.sandbox).text.contains(
          "would pass now"))
      for number in 1...5 { try world.submit("healed \(number)", to: world.newServer) }
      #expect(await world.newServer.logs("status=sent (250", times: 5))
      #expect(await eventually { world.receiver.messages.count == 6 })
      #expect(world.newServer.logText.components(separatedBy: "status=bounced").count == 2)
    }
  }

  @Test("who follows the plan, step by step through its scripts, loses no mail")
  func planned() async throws {
    try await Self.world { world in
      let arguments = [
        "--add", Publisher.newAddress, "--remove", Publisher.oldAddress, "--queue-lifetime", "3",
      ]
      let steps = try PlanSteps(try await world.publisher.plan(arguments + ["--json"]), status: 0)
      #expect(steps.kinds == ["lower", "add", "cut-over", "drain", "remove", "restore"])
      var scripts: [String: String] = [:]
      for step in ["lower", "add", "remove", "restore"] {
        let script = try await world.publisher.plan(arguments + ["--format", "nsupdate", "--step", step])
        #expect(script.status == 0)
        scripts[step] = script.text
      }

      var count = 0
      var sending = [world.oldServer]
      func mail() throws {
        for server in sending {
          count += 1
          try world.submit("message \(count)", to: server)
        }
      }
      func publish(_ step: String) async throws {
        try await steps.wait(for: step, meanwhile: mail)
        let outcome = try await world.publisher.primary.update(try #require(scripts[step]))
        try #require(outcome.status == 0, "\(step): \(outcome.text)")
        try steps.took(step)
      }
      try await publish("lower")
      try await publish("add")
      try await steps.wait(for: "cut-over", meanwhile: mail)
      sending.append(world.newServer)
      try steps.took("cut-over")
      try await steps.wait(for: "drain", meanwhile: mail)
      sending.removeFirst()
      // The old server stops once its queue is empty.
      #expect(await world.oldServer.emptiesQueue())
      try steps.took("drain")
      try await publish("remove")
      try await publish("restore")
      for _ in 0..<5 { try mail() }

      #expect(await eventually { world.receiver.messages.count >= count })
      #expect(world.receiver.messages.count == count)
      for server in [world.oldServer, world.newServer] {
        #expect(!server.logText.contains("status=bounced"))
        #expect(!server.logText.contains("status=deferred"))
      }
      #expect(!world.receiver.logText.contains("reject: "))
      for message in world.receiver.messages { #expect(message.contains("\nReceived-SPF: Pass")) }
      let zone = try await world.publisher.published()
      #expect(zone.contains("\t\(Publisher.ttl)\tIN\tTXT\t\"v=spf1 ip4:\(Publisher.newAddress) -all\"\n"))
      #expect(zone.contains("\t\(Publisher.ttl)\tIN\tTXT\t\(Publisher.otherText)"))
      #expect(zone.split(separator: "\n").count == 3)
      // Nobody may send from the old address any more: the receiver has looked all the time.
      try world.submit("late", to: world.oldServer)
      #expect(await world.oldServer.logs("status=bounced"))
    }
  }

  private static func stamp(_ time: Date) -> String { ISO8601DateFormatter().string(from: time) }
}
