import Foundation
import TestSupport
import Testing

/// A company with its old mail server and its new one (Postfix), and a receiver (Postfix with our service) who asks a
/// caching resolver.
struct ReplacementWorld {
  static let sender = "support-info@corp.example.com"
  static let recipient = "me@receiver.example"

  let publisher: Publisher
  let receiver: PostfixInstance
  let oldServer: PostfixInstance
  let newServer: PostfixInstance
  let sandbox: Sandbox
  private let service: ServiceInstance

  /// Runs `body` with everything started, and stops it all.
  static func running(_ body: (ReplacementWorld) async throws -> Void) async throws {
    let sandbox = try Sandbox()
    let world = try await start(in: sandbox)
    do {
      try await body(world)
    } catch {
      print("--- receiver\n\(world.receiver.logText)\n--- old server\n\(world.oldServer.logText)")
      print("--- new server\n\(world.newServer.logText)\n--- service\n\(world.service.process.text)")
      await world.stop()
      throw error
    }
    await world.stop()
  }

  private static func start(in sandbox: Sandbox) async throws -> ReplacementWorld {
    let publisher = try await Publisher.start(in: sandbox)
    let port = try freePort()
    let service = try await ServiceInstance.start([
      "--listen", "127.0.0.1:\(port)", "--resolver", "127.0.0.1:\(publisher.cache.port)", "--local-network",
      "none",
    ])
    let receiver = try await PostfixInstance.start(policy: "inet:127.0.0.1:\(port)", in: sandbox)
    var senders: [PostfixInstance] = []
    for (name, address) in [("mail", Publisher.oldAddress), ("mail2", Publisher.newAddress)] {
      senders.append(
        try await PostfixInstance.start(
          sender: name, host: "\(name).\(Publisher.domain)", domain: Publisher.domain, from: address,
          relay: receiver.port, in: sandbox))
    }
    return ReplacementWorld(
      publisher: publisher, receiver: receiver, oldServer: senders[0], newServer: senders[1],
      sandbox: sandbox,
      service: service)
  }

  private func stop() async {
    for server in [oldServer, newServer, receiver] { await server.stop() }
    await service.stop()
    await publisher.stop()
  }

  /// Gives a message to one of the company's servers, which sends it on its own time.
  func submit(_ subject: String, to server: PostfixInstance) throws {
    let answer = try SMTPClient(port: server.port).deliver(
      helo: "app.corp.example.com", sender: Self.sender, recipients: [Self.recipient], subject: subject)
    #expect(answer.hasPrefix("250"))
  }
}
