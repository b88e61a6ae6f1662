import Foundation
import Testing

/// What another implementation of the mail server's side says to the milter, and what it takes for an answer.
@Suite(
  "miltertest", .serialized, .enabled(if: Surroundings.canRun(Surroundings.obstacleForMiltertest)),
  .timeLimit(.minutes(10)))
struct MiltertestTests {
  @Test("a script: two messages, refusals, forged fields, an authenticated user, version 2")
  func script() async throws {
    guard Surroundings.isReady(Surroundings.obstacleForMiltertest) else { return }
    let sandbox = try Sandbox()
    let nameServer = try await NameServerInstance.start(StoryZones.zones(), in: sandbox)
    let path = "\(sandbox.path)/milter.sock"
    let service = try await ServiceInstance.start([
      "--milter", "unix:\(path)", "--resolver", "127.0.0.1:\(nameServer.port)", "--local-network", "none",
      "--authserv-id", "mx.receiver.example",
    ])
    let script = try #require(
      Bundle.module.path(forResource: "milter", ofType: "lua", inDirectory: "Fixtures"))
    let (status, text) = try await runToEnd(
      Surroundings.miltertest, ["-D", "socket=unix:\(path)", "-s", script])
    #expect(status == 0, "\(text)")
    #expect(text.hasSuffix("all as expected\n"), "\(text)")
    let log = service.process.text
    for number in 1...2 {
      #expect(log.contains("4XTEST\(number): prepend Received-SPF: Pass (mailfrom)"))
      #expect(
        log.contains(
          "4XTEST\(number): removed Authentication-Results that claimed to be of mx.receiver.example: 2"))
    }
    await service.stop()
    await nameServer.stop()
  }
}
