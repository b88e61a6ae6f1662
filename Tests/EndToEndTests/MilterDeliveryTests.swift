import Foundation
import TestSupport
import Testing

/// Mail over SMTP through a real Postfix that asks us as a milter.
@Suite(
  "Delivery through Postfix and the milter", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacle)), .timeLimit(.minutes(10)))
struct MilterDeliveryTests {
  /// The authserv-id of the tests.
  private static let id = "mx.receiver.example"
  /// The versions of the protocol that Postfix speaks.
  private static let versions = [2, 3, 4, 6].map { "milter_protocol=\($0)" }

  /// Runs `body` with everything started, and stops it all.
  private static func world(
    options: [String] = [], variants: [String] = [], resolver: Int? = nil, body: (World) async throws -> Void
  ) async throws {
    guard Surroundings.isReady(Surroundings.obstacle) else { return }
    let world = try await World.startMilter(
      options: ["--authserv-id", id] + options, variants: variants, resolver: resolver, in: try Sandbox())
    try await world.use { world in
      try await body(world)
      // Whatever Postfix did not understand of what we say would be there.
      if !world.isRestarted { #expect(!world.postfix.logText.contains("warning: milter")) }
    }
  }

  @Test("the story in every version of the protocol, two messages on one connection, RSET, identities, users")
  func story() async throws {
    try await Self.world(variants: Self.versions) { world in
      for version in Self.versions {
        try await accepted(version, world)
        try await refused(version, world)
        try await oneConnection(version, world)
      }
      try await identities(world)
      try await users(world)
    }
  }

  private func accepted(_ version: String, _ world: World) async throws {
    #expect(
      try world.deliver(from: StoryZones.oldServer, subject: version, to: version).hasPrefix("250"))
    let message = try #require(await world.messages(version).first)
    let field = try #require(message.range(of: "Received-SPF: Pass (mailfrom) identity=mailfrom;"))
    // Above what Postfix itself says of the reception (RFC 7208 section 9.1).
    let received = try #require(message.range(of: "Received: from mail.corp.example.com"))
    #expect(field.lowerBound < received.lowerBound)
    #expect(message.contains("\n receiver=receiver.example; mechanism=\"ip4:127.0.1.10/32\"\n"))
    #expect(!message.contains("\r"))
    // Our line has the queue ID of Postfix's.
    let identifier = try #require(message.firstMatch(of: /ESMTP id ([0-9A-F]+)/)?.output.1)
    #expect(
      await eventually {
        world.service?.process.text.contains("\n\(identifier): prepend Received-SPF: Pass (mailfrom)") == true
      })
  }

  private func refused(_ version: String, _ world: World) async throws {
    let refusal = try world.deliver(from: StoryZones.newServer, helo: "mail2.corp.example.jp", to: version)
    #expect(refusal.hasPrefix("550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "))
    #expect(refusal.contains(";id=support-info@corp.example.com;ip=127.0.1.25;r=receiver.example "))
    #expect(refusal.contains("127.0.1.25 is not allowed to send for corp.example.com: \"-all\" decided"))
    #expect(
      await eventually {
        world.postfix.logText.contains(
          "NOQUEUE: milter-reject: RCPT from unknown[127.0.1.25]: 550 5.7.23 Message rejected due to")
      })
  }

  private func oneConnection(_ version: String, _ world: World) async throws {
    let client = try SMTPClient(port: world.port(version), from: StoryZones.oldServer)
    try client.say("EHLO mail.corp.example.com")
    let subjects = ["first", "second"].map { "\($0) \(version)" }
    for subject in subjects {
      try client.say(
        "MAIL FROM:<\(StoryZones.sender)>", "RCPT TO:<\(StoryZones.recipient)>", "RSET",
        "MAIL FROM:<\(subject.prefix(5))@corp.example.com> SIZE=1000", "RCPT TO:<\(StoryZones.recipient)>",
        "DATA",
        "Subject: \(subject)\r\n\r\nHello.\r\n.")
    }
    // Refused on the same connection, and then a further one taken.
    try client.say("EHLO helo.corp.example.com", "MAIL FROM:<\(StoryZones.sender)>")
    #expect(try client.command("RCPT TO:<\(StoryZones.recipient)>").hasPrefix("550 5.7.23"))
    try client.say(
      "RSET", "EHLO mail.corp.example.com", "MAIL FROM:<\(StoryZones.sender)>",
      "RCPT TO:<\(StoryZones.recipient)>",
      "QUIT")
    for subject in subjects {
      let message = try #require(await world.messages(subject).first)
      #expect(message.components(separatedBy: "Received-SPF: Pass").count == 2)
      #expect(message.contains("envelope-from=\"\(subject.prefix(5))@corp.example.com\""))
    }
  }

  private func identities(_ world: World) async throws {
    #expect(
      try world.deliver(from: StoryZones.oldServer, helo: "own.corp.example.com", sender: "").hasPrefix("250")
    )
    #expect(
      try world.deliver(from: StoryZones.newServer, helo: "own.corp.example.com", sender: "").hasPrefix(
        "550 5.7.23"))
    let helo = try world.deliver(from: StoryZones.oldServer, helo: "helo.corp.example.com")
    #expect(helo.hasPrefix("550 5.7.23"))
    #expect(helo.contains("s=helo"))
    // The same as through the policy protocol: Postfix takes the doubled per cent signs for single ones.
    let quoted = try world.deliver(from: StoryZones.newServer, sender: "\"a b%41\"@corp.example.com")
    #expect(quoted.contains(";id=a%20b%2541@corp.example.com;"))
    let recipients = ["me@receiver.example", "you@receiver.example"]
    #expect(
      try world.deliver(from: StoryZones.oldServer, recipients: recipients, subject: "both").hasPrefix("250"))
    let messages = await world.messages("both", count: 2)
    #expect(messages.count == 2)
    for message in messages { #expect(message.components(separatedBy: "Received-SPF:").count == 2) }
  }

  /// A client that authenticated is not checked, the same one without a user is: a proxy speaks for both.
  private func users(_ world: World) async throws {
    for login in [" LOGIN=alice", ""] {
      let client = try SMTPClient(port: world.port())
      try client.say(
        "EHLO proxy.receiver.example", "XCLIENT ADDR=203.0.113.99 NAME=unknown\(login)",
        "EHLO laptop.example.net",
        "MAIL FROM:<\(StoryZones.sender)>")
      let reply = try client.command("RCPT TO:<\(StoryZones.recipient)>")
      #expect(reply.hasPrefix(login.isEmpty ? "550 5.7.23 " : "250"))
      #expect(reply.contains("203.0.113.99 is not allowed") == login.isEmpty)
    }
  }

  @Test("forged Authentication-Results with our id are removed, others stay; a later milter sees ours")
  func results() async throws {
    let port = try freePort()
    let script = try #require(
      Bundle.module.path(forResource: "record-headers", ofType: "py", inDirectory: "Fixtures"))
    let recorder = try ProcessHandle("/usr/bin/python3", [script, String(port)])
    #expect(await eventually { recorder.text.contains("ready") })
    let later = "smtpd_milters=unix:spf/milter.sock,inet:127.0.0.1:\(port)"
    try await Self.world(options: ["--header-type", "AR"], variants: Self.versions + [later]) { world in
      for variant in Self.versions + [later] { try await forged(variant, world) }
    }
    #expect(recorder.text.contains("Authentication-Results: \(Self.id); spf=pass (sender SPF authorized)"))
    #expect(recorder.text.contains("kept.example"))
    #expect(!recorder.text.contains("forged.example"))
  }

  private func forged(_ variant: String, _ world: World) async throws {
    let client = try SMTPClient(port: world.port(variant), from: StoryZones.oldServer)
    try client.say(
      "EHLO mail.corp.example.com", "MAIL FROM:<\(StoryZones.sender)>", "RCPT TO:<\(StoryZones.recipient)>",
      "DATA",
      """
      Authentication-Results: \(Self.id); spf=pass smtp.mailfrom=forged.example
      Authentication-Results: other.example; spf=pass smtp.mailfrom=kept.example
      Subject: \(variant)
      AUTHENTICATION-RESULTS:
       (a comment)
       MX.Receiver.Example; dkim=pass header.d=forged.example
      authentication-results: another.example; dkim=pass header.d=kept.example
      Authentication-Results: "\(Self.id)"; dmarc=pass header.from=forged.example

      Authentication-Results: \(Self.id); in=the.body
      .
      """.replacingOccurrences(of: "\n", with: "\r\n"))
    let message = try #require(await world.messages(variant).first)
    #expect(!message.contains("forged.example"))
    #expect(message.components(separatedBy: "kept.example").count == 3)
    #expect(message.contains("in=the.body"))
    #expect(
      message.contains(
        "Authentication-Results: \(Self.id); spf=pass (sender SPF authorized)\n smtp.mailfrom="))
    let identifier = try #require(message.firstMatch(of: /ESMTP id ([0-9A-F]+)/)?.output.1)
    #expect(
      await eventually {
        world.service?.process.text.contains(
          "\(identifier): removed Authentication-Results that claimed to be of \(Self.id): 3\n") == true
      })
  }

  @Test("quarantine: the message is held, with its header field")
  func quarantine() async throws {
    try await Self.world(options: ["--milter-on-reject", "quarantine"]) { world in
      #expect(try world.deliver(from: StoryZones.newServer, subject: "held").hasPrefix("250"))
      #expect(try world.deliver(from: StoryZones.oldServer, subject: "passes").hasPrefix("250"))
      #expect(await world.messages("passes").count == 1)
      #expect(world.postfix.messages.count == 1)
      let folder = "\(world.postfix.directory)/queue/hold"
      let held = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.count > 2 }
      #expect(held.count == 1)
      let name = try #require(held.first)
      let text = try await runToEnd(
        "/usr/sbin/postcat", ["-c", world.postfix.directory, "\(folder)/\(name)"]
      ).text
      #expect(text.contains("Received-SPF: Fail (mailfrom)"))
      #expect(world.postfix.logText.contains("milter-hold: END-OF-MESSAGE from unknown[127.0.1.25]"))
      #expect(
        world.service?.process.text.contains("Quarantined, not refused: 550 5.7.23 Message rejected") == true)
    }
  }

  @Test("at MAIL: refused before the recipient")
  func atMail() async throws {
    try await Self.world(options: ["--milter-stage", "mail"], variants: Self.versions) { world in
      for version in Self.versions {
        let client = try SMTPClient(port: world.port(version), from: StoryZones.newServer)
        try client.say("EHLO mail2.corp.example.jp")
        #expect(
          try client.command("MAIL FROM:<\(StoryZones.sender)>").hasPrefix("550 5.7.23 Message rejected"))
        #expect(try world.deliver(from: StoryZones.oldServer, subject: version, to: version).hasPrefix("250"))
        #expect(await world.messages(version).first?.contains("Received-SPF: Pass") == true)
      }
    }
  }

  @Test("the service is killed in the middle of a message: what milter_default_action says, then as ever")
  func killed() async throws {
    let actions = ["tempfail", "accept"].map { "milter_default_action=\($0)" }
    try await Self.world(variants: actions) { world in
      let clients = try actions.map { action in
        let client = try SMTPClient(port: world.port(action), from: StoryZones.oldServer)
        try client.say(
          "EHLO mail.corp.example.com", "MAIL FROM:<\(StoryZones.sender)>",
          "RCPT TO:<\(StoryZones.recipient)>")
        return client
      }
      try await world.restartService()
      for (client, action) in zip(clients, actions) {
        let data = try client.command("DATA")
        let end = data.hasPrefix("354") ? try client.command("Subject: killed\r\n\r\nHello.\r\n.") : data
        #expect(end.hasPrefix(action.hasSuffix("accept") ? "250" : "451 4.7.1"), "\(action): \(end)")
      }
      #expect(try world.deliver(from: StoryZones.newServer).hasPrefix("550 5.7.23"))
      #expect(try world.deliver(from: StoryZones.oldServer, subject: "after").hasPrefix("250"))
      #expect(await world.messages("after").count == 1)
    }
  }

  @Test("a slow name server: Postfix waits beyond its own time for an answer, because it is told to")
  func slow() async throws {
    let silent = try SilentServer()
    let variant = "milter_command_timeout=6s"
    try await Self.world(options: ["--time-limit", "4"], variants: [variant], resolver: silent.port) {
      world in
      let answer = try world.deliver(from: StoryZones.oldServer, subject: "late", to: variant)
      #expect(answer.hasPrefix("250"))
      #expect(await world.messages("late").first?.contains("Received-SPF: Temperror") == true)
    }
  }
}
