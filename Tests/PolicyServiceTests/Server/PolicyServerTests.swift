import NIOConcurrencyHelpers
import PolicyService
import SPF
import ServiceLifecycle
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The resident service", .serialized, .timeLimit(.minutes(10)))
struct PolicyServerTests {
  private static func socketPath() -> String {
    "/tmp/spf-policy-\(getpid())-\(UInt32.random(in: 0 ... .max))"
  }

  @Test("unix sockets and TCP at once; the socket gets its mode and is removed at the end")
  func listens() async throws {
    let path = Self.socketPath()
    let loopback = try #require(IPAddress("127.0.0.1"))
    try await RunningServer.with(addresses: [.unix(path: path), .tcp(loopback, port: 0)]) { addresses, _ in
      var status = stat()
      #expect(unsafe stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o660)
      for address in addresses {
        let client = try #require(Client(address))
        client.send(Requests.text(["client_address": "192.0.2.7"]))
        #expect(client.receive().first?.hasPrefix("action=prepend Received-SPF: Pass") == true)
      }
    }
    #expect(unsafe access(path, F_OK) != 0)
  }

  @Test("a stale socket is replaced; one in use and anything else are not")
  func occupiedPath() async throws {
    let path = Self.socketPath()
    defer { unsafe unlink(path) }
    let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
    let isBound = unsafe withUnsafePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(stale, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    #expect(isBound)
    close(stale)
    try await RunningServer.with(addresses: [.unix(path: path)]) { _, _ in
      await #expect(throws: ServiceError.self) {
        try await RunningServer.with(addresses: [.unix(path: path)]) { _, _ in }
      }
    }
    let file = unsafe fopen(path, "w")
    if let file = unsafe file { unsafe fclose(file) }
    await #expect(throws: ServiceError.self) {
      try await RunningServer.with(addresses: [.unix(path: path)]) { _, _ in }
    }
    #expect(unsafe access(path, F_OK) == 0)
  }

  @Test("pipelined requests are answered in order, those that need DNS too")
  func order() async throws {
    var resolver = TestResolver.story
    resolver.distant = [try #require(DomainName("soft.example.com"))]
    resolver.delay = .milliseconds(5)
    try await RunningServer.with(resolver: resolver) { addresses, _ in
      let address = try #require(addresses.first)
      let client = try #require(Client(address))
      var expected: [String] = []
      var text = ""
      for number in 0..<60 {
        let domain = number % 3 == 0 ? "soft.example.com" : "neutral.example.com"
        expected.append("envelope-from=\"n\(number)@\(domain)\"")
        text += Requests.text(["sender": "n\(number)@\(domain)"])
      }
      client.send(text)
      let replies = client.receive(60)
      #expect(replies.count == 60)
      for (reply, sender) in zip(replies, expected) { #expect(reply.contains(sender)) }
    }
  }

  @Test("a client that ends its half of the connection still gets its answers")
  func halfClosed() async throws {
    var resolver = TestResolver.story
    resolver.distant = [try #require(DomainName("soft.example.com"))]
    resolver.delay = .milliseconds(50)
    try await RunningServer.with(resolver: resolver) { addresses, _ in
      let address = try #require(addresses.first)
      let client = try #require(Client(address))
      client.send(Requests.text(["sender": "a@soft.example.com"]) + Requests.text())
      client.endSending()
      #expect(client.receive(3).count == 2)
    }
  }

  @Test("a graceful stop answers what is under way, then ends the connections")
  func gracefulStop() async throws {
    var resolver = TestResolver.story
    resolver.distant = [try #require(DomainName("soft.example.com"))]
    resolver.delay = .milliseconds(300)
    try await RunningServer.with(resolver: resolver) { addresses, group in
      let address = try #require(addresses.first)
      let idle = try #require(Client(address))
      let busy = try #require(Client(address))
      busy.send(Requests.text(["sender": "a@soft.example.com"]))
      try await Task.sleep(for: .milliseconds(50))
      await group.triggerGracefulShutdown()
      #expect(busy.receive().first?.hasPrefix("action=prepend Received-SPF: Softfail") == true)
      #expect(busy.isEndedByService)
      #expect(idle.isEndedByService)
      #expect(Client(address) == nil)
    }
  }
}
