import Foundation
import History
import TestSupport
import Testing

/// Links in refusals of a service as a process, and what they lead to.
@Suite("Links in refusals", .serialized, .timeLimit(.minutes(10)))
struct RefusalLinkTests {
  @Test("the reply has a token, and the store of the service knows what it leads to")
  func stored() async throws {
    let sandbox = try Sandbox()
    let history = "sqlite:\(sandbox.path)/history.db"
    let port = try freePort()
    let file = try sandbox.write(
      """
      listen: 127.0.0.1:\(port)
      host_name: mx.example.org
      history: {store: "\(history)"}
      why: {url: https://why.example.org, token_days: 7}

      """, to: "spf.yaml")
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let service = try await ServiceInstance.start(["--config", file, "--zone", zone])
    let answer = try PolicyClient(port: port).ask()
    await service.stop()
    let token = try #require(
      answer.firstMatch(of: #/Please see https:\/\/why\.example\.org\/why\/([a-z2-7]{26}) /#)?.output.1)
    let store = try HistoryLocation(history).linkStore(creates: false, now: { 0 })
    let link = try #require(try await store.link(String(token), now: 0))
    await store.close()
    #expect(link.scope == "mailfrom" && link.identity == "alice@example.com")
    #expect(link.client == "192.0.2.11" && link.helo == "host.example.org")
    #expect(link.recipientDomain == "rx.example.org" && link.receiver == "mx.example.org")
    #expect(link.expires - link.made == 7 * 86_400)
  }

  @Test("without history the reply is as ever, and the log says why")
  func without() async throws {
    let sandbox = try Sandbox()
    let port = try freePort()
    let file = try sandbox.write(
      "listen: 127.0.0.1:\(port)\nwhy: {url: https://why.example.org}\n", to: "spf.yaml")
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let service = try await ServiceInstance.start(["--config", file, "--zone", zone])
    #expect(try PolicyClient(port: port).ask().contains("Please see http://www.openspf.net/Why?s=mfrom;id="))
    await service.stop()
    #expect(service.process.text.contains("why.url: links need history.store"))
  }
}
