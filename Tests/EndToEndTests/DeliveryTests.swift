import Foundation
import TestSupport
import Testing

/// Mail over SMTP through a real Postfix, our service, and a real name server.
@Suite(
  "Delivery through Postfix", .serialized, .enabled(if: Surroundings.canRun(Surroundings.obstacle)),
  .timeLimit(.minutes(10)))
struct DeliveryTests {
  /// How Postfix reaches the service.
  enum Way: CaseIterable {
    case unixSocket, tcp, spawn
  }

  /// Runs `body` with everything started, and stops it all.
  static func world(
    _ way: Way = .unixSocket, options: [String] = [], body: (World) async throws -> Void
  ) async throws {
    guard Surroundings.isReady(Surroundings.obstacle) else { return }
    try await World.start(way, options: options, in: try Sandbox()).use(body)
  }

  @Test("the story: accepted with a header, refused after the replacement", arguments: Way.allCases)
  func story(way: Way) async throws {
    try await Self.world(way) { world in
      #expect(try world.deliver(from: StoryZones.oldServer).hasPrefix("250"))
      #expect(await eventually { world.postfix.messages.count == 1 })
      let message = try #require(world.postfix.messages.first)
      let field = try #require(message.split(separator: "\n").first { $0.hasPrefix("Received-SPF:") })
      #expect(
        field.hasPrefix(
          "Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=127.0.1.10; helo=mail.corp.example.com;"
        ))
      #expect(message.contains("mechanism=\"ip4:127.0.1.10/32\""))

      let refusal = try world.deliver(from: StoryZones.newServer, helo: "mail2.corp.example.jp")
      #expect(
        refusal.hasPrefix(
          "550 5.7.23 <me@receiver.example>: Recipient address rejected: Message rejected due to: SPF fail"))
      #expect(refusal.contains("127.0.1.25 is not allowed to send for corp.example.com: \"-all\" decided"))
      #expect(
        await eventually {
          world.postfix.logText.contains(
            "NOQUEUE: reject: RCPT from unknown[127.0.1.25]: 550 5.7.23 <me@receiver.example>")
            && world.postfix.logText.contains("\"-all\" decided")
        })
    }
  }

  @Test("a relay that tells the true client with XCLIENT is no exemption: that client is checked")
  func relay() async throws {
    try await Self.world { world in
      for (client, start) in [(StoryZones.oldServer, "250"), (StoryZones.newServer, "550 5.7.23 ")] {
        let smtp = try SMTPClient(port: world.postfix.port, from: PostfixInstance.relay)
        #expect(try smtp.command("EHLO relay.receiver.example").contains("XCLIENT"))
        #expect(try smtp.command("XCLIENT ADDR=\(client) NAME=[UNAVAILABLE]").hasPrefix("220"))
        let answer = try smtp.deliver(
          helo: "mail.corp.example.com", sender: StoryZones.sender, recipients: [StoryZones.recipient])
        #expect(answer.hasPrefix(start), "\(client): \(answer)")
      }
    }
  }

  @Test("null sender, HELO fail, and two recipients with one header")
  func identities() async throws {
    try await Self.world { world in
      // The null sender is checked by its HELO name.
      #expect(
        try world.deliver(from: StoryZones.oldServer, helo: "own.corp.example.com", sender: "").hasPrefix(
          "250"))
      #expect(
        try world.deliver(from: StoryZones.newServer, helo: "own.corp.example.com", sender: "").hasPrefix(
          "550 5.7.23"))
      // A HELO name that may not be used is refused, though MAIL FROM passes.
      let helo = try world.deliver(from: StoryZones.oldServer, helo: "helo.corp.example.com")
      #expect(helo.hasPrefix("550 5.7.23"))
      #expect(helo.contains("s=helo"))
      let recipients = ["me@receiver.example", "you@receiver.example"]
      #expect(
        try world.deliver(from: StoryZones.oldServer, recipients: recipients, subject: "both").hasPrefix(
          "250"))
      #expect(
        await eventually {
          world.postfix.messages.filter { $0.contains("Subject: both") }.count == 2
        })
      for message in world.postfix.messages.filter({ $0.contains("Subject: both") }) {
        #expect(message.components(separatedBy: "Received-SPF:").count == 2)
      }
    }
  }

  @Test("permerror and temperror by policy")
  func errors() async throws {
    try await Self.world(options: ["--permerror-reject", "--temperror-defer"]) { world in
      #expect(
        try world.deliver(from: StoryZones.oldServer, sender: "a@broken.example").hasPrefix("550 5.7.24"))
      let deferral = try world.deliver(from: StoryZones.oldServer, sender: "a@silent.example")
      #expect(deferral.hasPrefix("451 4.7.24 "))
      #expect(deferral.contains("SERVFAIL"))
    }
  }

  @Test("the name server stops in the middle: mail goes on as configured")
  func nameServerStops() async throws {
    try await Self.world(options: ["--time-limit", "3"]) { world in
      #expect(try world.deliver(from: StoryZones.oldServer).hasPrefix("250"))
      await world.nameServer.stop()
      // What is in the cache still decides.
      #expect(try world.deliver(from: StoryZones.newServer).hasPrefix("550 5.7.23"))
      // What is not is a temporary error, accepted by default: before Postfix loses patience with the service
      // (smtpd_policy_service_timeout), and answers 451 by itself.
      #expect(
        try world.deliver(from: StoryZones.oldServer, sender: "a@broken.example", subject: "late").hasPrefix(
          "250"))
      #expect(
        await eventually { world.postfix.messages.contains { $0.contains("Subject: late") } })
      let late = try #require(world.postfix.messages.first { $0.contains("Subject: late") })
      #expect(late.contains("Received-SPF: Temperror"))
    }
  }

  @Test("the service is killed and started again under load: nothing is lost")
  func serviceRestarts() async throws {
    try await Self.world { world in
      let port = world.postfix.port
      let connections = 8
      let messages = 40
      let outcomes = try await withThrowingTaskGroup(of: Int.self) { group in
        for worker in 0..<connections {
          group.addTask {
            var retries = 0
            for number in 0..<messages {
              retries += try await Self.deliverUntilTaken(port: port, subject: "load \(worker)-\(number)")
            }
            return retries
          }
        }
        try await Task.sleep(for: .milliseconds(400))
        try await world.restartService()
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(outcomes.count == connections)
      #expect(
        await eventually {
          world.postfix.messages.filter { $0.contains("Subject: load") }.count
            == connections * messages
        })
      for message in world.postfix.messages { #expect(message.contains("Received-SPF: Pass")) }
      #expect(!world.postfix.logText.contains("550 5.7.23"))
    }
  }

  /// Delivers one message as a queue does: a temporary refusal, or a broken connection, is tried again.
  /// Returns how often that was needed.
  private static func deliverUntilTaken(port: Int, subject: String) async throws -> Int {
    for attempt in 0..<60 {
      let answer = try? await onThread {
        try SMTPClient(port: port, from: StoryZones.oldServer).deliver(
          helo: "mail.corp.example.com", sender: StoryZones.sender, recipients: [StoryZones.recipient],
          subject: subject)
      }
      if let answer, answer.hasPrefix("2") { return attempt }
      if let answer, answer.hasPrefix("5") { throw StartError("refused for good: \(answer)") }
      try await Task.sleep(for: .milliseconds(250))
    }
    throw StartError("\(subject) was never taken")
  }

  @Test("SIGHUP is logged; SIGTERM stops in good order and removes the socket")
  func gracefulStop() async throws {
    try await Self.world { world in
      world.service?.process.kill(SIGHUP)
      #expect(await eventually { world.service?.process.text.contains("SIGHUP: ") == true })
      #expect(try world.deliver(from: StoryZones.oldServer).hasPrefix("250"))
      let socket = try #require(world.socket)
      #expect(FileManager.default.fileExists(atPath: socket))
      world.service?.process.kill(SIGTERM)
      #expect(await world.service?.process.wait() == true)
      #expect(!FileManager.default.fileExists(atPath: socket))
      #expect(world.service?.process.text.contains("stopped") == true)
    }
  }

  @Test("--user: all threads are that user, and so is the socket; its folder must be, too")
  func user() async throws {
    try await Self.world(options: ["--user", "nobody"]) { world in
      #expect(try world.deliver(from: StoryZones.oldServer).hasPrefix("250"))
      let service = try #require(world.service)
      let socket = try #require(world.socket)
      guard let account = unsafe getpwnam("nobody") else { throw StartError("there is no user nobody") }
      let user = unsafe account.pointee.pw_uid
      let group = unsafe account.pointee.pw_gid
      let tasks = "/proc/\(service.process.identifier)/task"
      let threads = try FileManager.default.contentsOfDirectory(atPath: tasks)
      #expect(threads.count > 1)
      for thread in threads {
        // One that has ended in the meantime has no file.
        guard let status = try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8) else {
          continue
        }
        let fields = status.split(separator: "\n").map {
          $0.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        #expect(fields.first { $0.first == "Uid:" } == ["Uid:"] + Array(repeating: "\(user)", count: 4))
        #expect(fields.first { $0.first == "Gid:" } == ["Gid:"] + Array(repeating: "\(group)", count: 4))
        #expect(fields.first { $0.first == "Groups:" } == ["Groups:", "\(group)"])
      }
      var status = stat()
      #expect(unsafe lstat(socket, &status) == 0)
      #expect(status.st_uid == user && status.st_gid == group && status.st_mode & 0o7777 == 0o666)
      #expect(service.process.text.contains("will be left behind when the service stops"))

      // The folder of the tests is root's. With one of its own the service cleans up.
      let folder = URL(filePath: socket).deletingLastPathComponent().path()
      #expect(unsafe chown(folder, user, group) == 0)
      service.process.kill(SIGTERM)
      #expect(await service.process.wait())
      #expect(!FileManager.default.fileExists(atPath: socket))
    }
  }
}
