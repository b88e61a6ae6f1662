import PolicyService
import SPF
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Bad input to the resident service", .serialized, .timeLimit(.minutes(10)))
struct BadInputTests {
  /// Checks that the service at `address` answers as ever.
  private static func expectAlive(_ address: ListenAddress) throws {
    let client = try #require(Client(address))
    client.send(Requests.text())
    #expect(client.receive().first?.hasPrefix("action=550 5.7.23 ") == true)
  }

  @Test(
    "what is no request ends the connection with a log line and without an answer",
    arguments: [
      "\0\u{1}\u{2}\n", "GET / HTTP/1.1\r\n\r\n", "request=junk\n\n", "\n\n\n", "sender=a@example.com\n\n",
      String(repeating: "a=b\n", count: 1000),
      "request=smtpd_access_policy\nsender=" + String(repeating: "x", count: 20_000) + "\n\n",
    ])
  func refused(text: String) async throws {
    let log = RecordingSink()
    try await RunningServer.with(log: log) { addresses, _ in
      let address = try #require(addresses.first)
      let client = try #require(Client(address))
      client.send(text)
      #expect(client.isEndedByService)
      try Self.expectAlive(address)
    }
    #expect(log.lines.contains { $0.hasPrefix("closing a connection: ") })
  }

  @Test("half a request and a closed socket")
  func halfRequest() async throws {
    let log = RecordingSink()
    try await RunningServer.with(log: log) { addresses, _ in
      let address = try #require(addresses.first)
      let client = try #require(Client(address))
      client.send("request=smtpd_access_policy\nsender=al")
      client.disconnect()
      let silent = try #require(Client(address))
      silent.disconnect()
      try Self.expectAlive(address)
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(log.lines.filter { $0.contains("in the middle of a request") }.count == 1)
  }

  @Test("a line of 100 MB does not fill the memory")
  func endlessLine() async throws {
    try await RunningServer.with { addresses, _ in
      let address = try #require(addresses.first)
      try Self.expectAlive(address)
      let before = ResidentMemory.kibibytes
      let client = try #require(Client(address))
      let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
      var sent = 0
      while sent < 100, client.send(piece) { sent += 1 }
      #expect(sent < 100, "the service took all of it")
      #expect(ResidentMemory.growth(since: before) < 32 * 1024)
      try Self.expectAlive(address)
    }
  }

  @Test("a client that sends and never reads does not fill the memory")
  func neverReads() async throws {
    try await RunningServer.with { addresses, _ in
      let address = try #require(addresses.first)
      let before = ResidentMemory.kibibytes
      let client = try #require(Client(address))
      var limit = timeval(tv_sec: 1, tv_usec: 0)
      unsafe setsockopt(
        client.descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      let piece = Array(String(repeating: Requests.text(), count: 100).utf8)
      var sent = 0
      while sent < 2000, client.send(piece) { sent += 1 }
      #expect(sent < 2000, "the service took all of it")
      #expect(ResidentMemory.growth(since: before) < 64 * 1024)
      try Self.expectAlive(address)
    }
  }

  @Test("a request octet by octet is answered; one that does not end in time is not waited for")
  func slowWriter() async throws {
    let log = RecordingSink()
    try await RunningServer.with(log: log, change: { $0.requestTimeout = .milliseconds(600) }) {
      addresses, _ in
      let address = try #require(addresses.first)
      let client = try #require(Client(address))
      for octet in Requests.text().utf8 { client.send([octet]) }
      #expect(client.receive().first?.hasPrefix("action=550") == true)
      let slow = try #require(Client(address))
      for octet in "request=smtpd_access_policy\n".utf8 {
        guard slow.send([octet]) else { break }
        try await Task.sleep(for: .milliseconds(60))
      }
      #expect(slow.isEndedByService)
      try Self.expectAlive(address)
    }
    #expect(log.lines.contains { $0.contains("not complete in time") })
  }

  @Test("a silent connection is ended, further ones over the limit are")
  func limits() async throws {
    try await RunningServer.with(
      change: {
        $0.idleTimeout = .milliseconds(200)
        $0.maximumConnections = 3
      }
    ) { addresses, _ in
      let address = try #require(addresses.first)
      let clients = try (0..<3).map { _ in try #require(Client(address)) }
      let further = try #require(Client(address))
      #expect(further.isEndedByService)
      for client in clients { #expect(client.isEndedByService) }
      try Self.expectAlive(address)
    }
  }
}
