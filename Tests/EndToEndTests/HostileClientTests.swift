import Foundation
import TestSupport
import Testing

/// Clients of the Why page that mean no good, over real connections: what they send is sent as it stands here.
@Suite("Hostile clients of the Why page", .serialized, .timeLimit(.minutes(10)))
struct HostileClientTests {
  private static func console(
    _ settings: String = "", _ body: (ConsoleInstance) async throws -> Void
  ) async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let file = try sandbox.write(
      "why: {per_network: 100000, per_minute: 100000}\n\(settings)", to: "spf.yaml")
    let console = try await ConsoleInstance.start(["--config", file, "--zone", zone])
    do {
      try await body(console)
    } catch {
      await console.stop()
      throw error
    }
    #expect(console.process.isRunning)
    await console.stop()
  }

  /// The answer to octets that are no request of any HTTP client, with what every answer must have.
  private static func answer(_ console: ConsoleInstance, to octets: Data) async throws -> HTTPClient.Answer {
    let client = HTTPClient(port: console.port)
    let answer = try await onThread { try client.answer(to: octets) }
    #expect(answer.fields["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
    #expect(answer.fields["x-content-type-options"] == "nosniff")
    #expect(answer.fields["content-type"] == "text/html; charset=utf-8")
    #expect(answer.fields["set-cookie"] == nil)
    #expect(answer.text.hasPrefix("<!doctype html>") && answer.text.hasSuffix("</html>\n"))
    return answer
  }

  private static let end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

  @Test(
    "what is too long is told so, in a page",
    arguments: [
      ("GET /why?id=\(String(repeating: "a", count: 8_000))\(end)", 400),
      ("GET /why?id=\(String(repeating: "a", count: 9_000))\(end)", 414),
      ("GET /why?id=\(String(repeating: "a", count: 1_000_000))\(end)", 414),
      ("GET /\(String(repeating: "a", count: 10_000_000))\(end)", 414),
      (
        "GET /why HTTP/1.1\r\nHost: localhost\r\nCookie: \(String(repeating: "a", count: 1_000_000))\r\n\r\n",
        431
      ),
      ("GET /why HTTP/1.1\r\nHost: localhost\r\n\(String(repeating: "A: a\r\n", count: 1_000))\r\n", 431),
      ("GET /why HTTP/1.1\r\n\(String(repeating: "a", count: 1_000_000)): a\r\n\r\n", 431),
    ])
  func tooLong(request: String, status: Int) async throws {
    try await Self.console { console in
      let before = try console.residentMemory
      for _ in 0..<10 {
        #expect(try await Self.answer(console, to: Data(request.utf8)).status == status)
      }
      #expect(try console.residentMemory - before < 65_536, "nothing of it is kept")
    }
  }

  @Test("what is no HTTP, or more than one request at once, has a proper status and comes back in no answer")
  func malformed() async throws {
    let requests: [(String, Set<Int>)] = [
      ("GET\r\n\r\n", [400]), ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}", [400]),
      ("GET /why\r\n\r\n", [400]),
      ("GET /why HTTP/9.9\r\nHost: localhost\r\n\r\n", [400]), ("FOO /why HTTP/1.1\r\n\r\n", [400, 405]),
      ("GET /why HTTP/1.1\r\nA\u{0}: b\r\n\r\n", [400]), ("GET /why HTTP/1.1\r\nA : b\r\n\r\n", [400]),
      ("GET /why HTTP/1.1\r\n A: folded\r\n\r\n", [400]), ("GET /why?id=a b HTTP/1.1\r\n\r\n", [400]),
      ("POST /why HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
      ("GET /why HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", [400]),
      ("POST /why HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", [400]),
      ("GET /why HTTP/1.1\r\nHost: localhost\r\nHost: other.example\r\nConnection: close\r\n\r\n", [400]),
      ("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", [405]),
      ("TRACE /why\(Self.end)", [405]), ("CONNECT example.com:443\(Self.end)", [405]),
      ("DELETE /why\(Self.end)", [405]),
      // The forms of a path.
      ("GET /../../etc/passwd\(Self.end)", [404]), ("GET /assets/../../etc/passwd\(Self.end)", [404]),
      ("GET /assets/..%2f..%2fetc%2fpasswd\(Self.end)", [404]), ("GET //etc/passwd\(Self.end)", [404]),
      ("GET /%2e%2e/%2e%2e/etc/passwd\(Self.end)", [404]), ("GET /why/..%00\(Self.end)", [404]),
      ("GET http://other.example/why\(Self.end)", [200, 400, 404]),
      ("GET /why%0d%0aSet-Cookie:%20a=b\(Self.end)", [404]),
      // A header field in a parameter.
      ("GET /why?lang=en%0d%0aSet-Cookie:%20a=b\(Self.end)", [200]),
      ("GET /why?id=a%0d%0aSet-Cookie:%20a=b;ip=192.0.2.1\(Self.end)", [200]),
      ("GET /why?id=<script>alert(1)</script>@example.com;ip=192.0.2.11\(Self.end)", [200]),
    ]
    try await Self.console { console in
      for (request, statuses) in requests {
        let answer = try await Self.answer(console, to: Data(request.utf8))
        #expect(statuses.contains(answer.status), "\(answer.status) to \(request.debugDescription)")
        #expect(!answer.text.contains("<script>") && !answer.text.contains("root:"), "\(request)")
      }
    }
  }

  @Test("octets that are no UTF-8 become no more than a sign for them")
  func invalidUTF8() async throws {
    let hostile: [UInt8] = [0xff, 0xfe, 0xc0, 0xae, 0xed, 0xa0, 0x80, 0xf5, 0x80, 0x3c]
    try await Self.console { console in
      for place in [
        "/", "/why/", "/assets/", "/why?id=", "/why?ip=192.0.2.11;id=a@", "/why?lang=", "/why?r=",
      ] {
        let octets = Data("GET \(place)".utf8) + hostile + Data(Self.end.utf8)
        let answer = try await Self.answer(console, to: octets)
        #expect([200, 400, 404].contains(answer.status), "\(answer.status) to \(place)")
        #expect(String(data: answer.body, encoding: .utf8) != nil, "\(place)")
      }
      for field in ["Accept-Language", "X-Forwarded-For", "Host", "Cookie"] {
        let octets =
          Data("GET /why HTTP/1.1\r\nConnection: close\r\n\(field): ".utf8) + hostile + Data("\r\n\r\n".utf8)
        let answer = try await Self.answer(console, to: octets)
        #expect([200, 400].contains(answer.status), "\(answer.status) to \(field)")
      }
    }
  }

  @Test(
    "whoever sends octet by octet, or nothing, is cut off; others are served meanwhile")
  func slow() async throws {
    try await Self.console("console: {request_timeout: 1, answer_timeout: 1}\n") { console in
      let clients = [
        ("", ""), ("G", ""), ("GET /why", "a"), ("GET /why HTTP/1.1\r\nHost: loc", "a"),
        ("GET /why HTTP/1.1\r\nHost: localhost\r\n", "A: a\r\n"),
        ("POST /why HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", "a"),
      ]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (beginning, more) in clients {
          let descriptor = try LoopbackSocket.connect(port: console.port)
          group.addTask { try await onThread { Self.trickle(beginning, more, to: descriptor) } }
        }
        #expect(await Self.serves(console))
        // All of them end, because the server closes their connections.
        try await group.waitForAll()
      }
      #expect(await Self.serves(console))
    }
  }

  /// Whether somebody who asks properly gets the page: not at once on a machine that takes longer for it than is allowed
  /// here.
  private static func serves(_ console: ConsoleInstance) async -> Bool {
    await eventually { (try? await answer(console, to: Data("GET /why\(end)".utf8)).status) == 200 }
  }

  /// Sends `beginning`, and then `more` again and again until the other side closes the connection.
  private static func trickle(_ beginning: String, _ more: String, to descriptor: Int32) {
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    _ = send(beginning, to: descriptor)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
      }
      if count == 0 || count < 0 && errno != EAGAIN { return }
      if count < 0 {
        usleep(50_000)
        _ = send(more, to: descriptor)
      }
    }
  }

  @Test("whoever asks again and again and takes no answer is cut off")
  func deaf() async throws {
    try await Self.console("console: {request_timeout: 1, answer_timeout: 1}\n") { console in
      let descriptor = try LoopbackSocket.connect(port: console.port)
      defer { close(descriptor) }
      let request = String(repeating: "GET /why HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 100)
      // At first the other side takes them; then its buffers are full, and ours; then nobody is there any more.
      #expect(await eventually { !send(request, to: descriptor) })
      #expect(await Self.serves(console))
    }
  }

  @Test("a crowd of 10,000 that asks for nothing: memory and descriptors are bounded, and a page is served")
  func crowd() async throws {
    try await Self.console { console in
      let before = try console.residentMemory
      let script = try #require(
        Bundle.module.path(forResource: "crowd", ofType: "py", inDirectory: "Fixtures"))
      let crowd = try ProcessHandle("/usr/bin/python3", [script, "\(console.port)", "10000"])
      let isHeld = await eventually { crowd.text.hasSuffix("held\n") || !crowd.isRunning }
      try #require(isHeld && crowd.isRunning, "\(crowd.text)")
      #expect(crowd.text.contains("status 200"))
      let descriptors = try FileManager.default.contentsOfDirectory(
        atPath: "/proc/\(console.process.identifier)/fd")
      let grown = try console.residentMemory - before
      crowd.kill(SIGKILL)
      print(
        "a crowd at the Why page: \(crowd.text.split(separator: "\n")), \(grown) KiB more, \(descriptors.count) descriptors"
      )
      #expect(descriptors.count < 700)
      if ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil,
        ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil
      {
        #expect(grown < 65_536)
      }
    }
  }
}

/// Sends a text, as far as the other side takes it now; false if there is none any more.
private func send(_ text: String, to descriptor: Int32) -> Bool {
  let octets = Array(text.utf8)
  let count = unsafe octets.withUnsafeBytes {
    unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
  }
  return count >= 0 || errno == EAGAIN
}
