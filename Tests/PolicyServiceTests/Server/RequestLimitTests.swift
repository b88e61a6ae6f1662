import DNS
import SPF
import TestSupport
import Testing

@testable import PolicyService

@Suite("A limit on requests under way", .serialized, .timeLimit(.minutes(10)))
struct RequestLimitTests {
  private static func metrics(_ address: ListenAddress) throws -> String {
    let scraper = try #require(Client(address))
    scraper.send("GET /metrics HTTP/1.0\r\n\r\n")
    return scraper.receiveAll()
  }

  @Test("beyond the limit requests of both protocols wait in line; what is at hand is answered meanwhile")
  func line() async throws {
    let resolver = GatedResolver()
    let loopback = try #require(IPAddress("127.0.0.1"))
    try await RunningServer.with(
      resolver: resolver, requestLimit: 1,
      change: {
        $0.milterAddresses = [.tcp(loopback, port: 0)]
        $0.statusAddress = .tcp(loopback, port: 0)
      }
    ) { addresses, _ in
      let first = try #require(Client(addresses[0]))
      first.send(Requests.text())
      while resolver.asked == 0 { await Task.yield() }
      let second = try #require(Client(addresses[0]))
      second.send(Requests.text(["sender": "alice@soft.example.com"]))
      let third = try #require(MilterPeer(addresses[1]))
      third.send(MilterPackets.negotiate(), MilterPackets.connect(), MilterPackets.helo())
      third.send(MilterPackets.mail(), MilterPackets.recipient())
      #expect(third.answer()?.first == "O")
      while try !Self.metrics(addresses[2]).contains("\nspf_requests_in_line 2\n") {}
      #expect(try Self.metrics(addresses[2]).contains("\nspf_requests_waiting 3\n"))
      #expect(resolver.asked == 1)
      let local = try #require(Client(addresses[0]))
      local.send(Requests.text(["client_address": "127.0.0.1"]))
      #expect(local.receive().first?.hasPrefix("action=prepend X-Comment: ") == true)
      resolver.open()
      #expect(first.receive().first?.hasPrefix("action=550 5.7.23 ") == true)
      #expect(second.receive().first?.hasPrefix("action=prepend Received-SPF: Softfail ") == true)
      #expect(third.answer()?.hasPrefix("y550 5.7.23 ") == true)
      #expect(try Self.metrics(addresses[2]).contains("\nspf_requests_in_line 0\n"))
    }
  }

  @Test("who waits in line has the fall-back when the time is over")
  func late() async throws {
    let clock = HandClock()
    let engine = PolicyEngine(
      configuration: PolicyConfiguration(hostName: "mx.example.org"), resolver: GatedResolver(),
      clock: clock, requestLimit: 1)
    let request = try #require(try Requests.request())
    let asking = (0..<2).map { _ in Task { await engine.verdict(on: request) } }
    while clock.sleepers < 2 || engine.requests.waiting == 0 { await Task.yield() }
    clock.advance(by: AnswerRules().time)
    for task in asking { #expect(await task.value.isLate) }
    while engine.requests.inside > 0 { await Task.yield() }
    #expect(engine.requests.waiting == 0)
  }
}
