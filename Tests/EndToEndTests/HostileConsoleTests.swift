import Foundation
import TestSupport
import Testing

/// Clients of the private console that mean no good, over real connections.
@Suite("Hostile clients of the console", .serialized, .timeLimit(.minutes(10)))
struct HostileConsoleTests {
  private static func console(
    _ settings: String = "", _ body: (_ client: HTTPClient, _ exemptions: String) async throws -> Void
  ) async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let exemptions = "\(sandbox.path)/exemptions.yaml"
    let file = try sandbox.write(
      """
      console: {listen: "127.0.0.1:0"\(settings)}
      history: {store: "sqlite:\(sandbox.path)/history.db"}
      exemptions: {file: "\(exemptions)"}

      """, to: "spf.yaml")
    // A service makes the store.
    let policy = try ProcessHandle(Surroundings.program(), ["policy", "--config", file, "--zone", zone])
    #expect(await policy.wait())
    let console = try await ConsoleInstance.start(["--config", file, "--zone", zone])
    do {
      let address = try await console.privateAddress
      let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
      try await body(HTTPClient(port: port), exemptions)
    } catch {
      await console.stop()
      throw error
    }
    #expect(console.process.isRunning)
    await console.stop()
  }

  private static func answer(_ client: HTTPClient, to octets: Data) async throws -> HTTPClient.Answer {
    let answer = try await onThread { try client.answer(to: octets) }
    #expect(answer.fields["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
    #expect(answer.fields["x-content-type-options"] == "nosniff")
    #expect(answer.fields["cache-control"] == "no-store")
    #expect(answer.text.hasPrefix("<!doctype html>") && answer.text.hasSuffix("</html>\n"))
    #expect(!answer.text.contains("<script>") && !answer.text.contains("root:"))
    return answer
  }

  private static let end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

  @Test("long addresses, paths that lead out, header fields within, methods, and other names of the host")
  func requests() async throws {
    let requests: [(String, Set<Int>)] = [
      ("GET /cases?domain=\(String(repeating: "a", count: 1_000_000))\(Self.end)", [414]),
      ("GET /cases?domain=\(String(repeating: "a", count: 7_000))\(Self.end)", [400]),
      ("GET /cases/\(String(repeating: "a", count: 7_000))/192.0.2.1\(Self.end)", [404]),
      ("GET /../../etc/passwd\(Self.end)", [400, 404]),
      ("GET /assets/../../etc/passwd\(Self.end)", [400, 404]),
      ("GET /cases/..%2f..%2f..%2fetc%2fpasswd/192.0.2.1\(Self.end)", [404]),
      ("GET /cases?lang=en%0d%0aSet-Cookie:%20a=b\(Self.end)", [200]),
      ("GET /cases?domain=%0d%0aSet-Cookie:%20a=b\(Self.end)", [400]),
      ("GET /cases?domain=<script>alert(1)</script>\(Self.end)", [400]),
      ("GET / HTTP/1.1\r\nHost: attacker.example\r\n\r\n", [403]),
      ("GET http://attacker.example/ HTTP/1.1\r\nHost: attacker.example\r\n\r\n", [403, 404]),
      ("GET / HTTP/1.0\r\n\r\n", [400, 403]), ("DELETE /exemptions\(Self.end)", [405]),
      ("POST /exemptions\(Self.end)", [415]),
      (
        "POST /exemptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000000\r\n\r\n\(String(repeating: "a", count: 100_000))",
        [413]
      ),
      (
        "POST /exemptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 88\r\nConnection: close\r\n\r\ndomain=example.com&network=192.0.2.1&until=2026-12-24&reason=x&token=0123456789abcdef012",
        [403]
      ),
    ]
    try await Self.console { client, exemptions in
      for (request, statuses) in requests {
        let answer = try await Self.answer(client, to: Data(request.utf8))
        #expect(
          statuses.contains(answer.status), "\(answer.status) to \(request.prefix(100).debugDescription)")
        #expect(answer.fields["set-cookie"].map { $0.hasPrefix("lang=") } ?? true)
      }
      let hostile: [UInt8] = [0xff, 0xfe, 0xc0, 0xae, 0xed, 0xa0, 0x80, 0xf5, 0x80, 0x3c]
      for place in ["/", "/cases/", "/cases?domain=", "/cases?after=", "/?window=", "/exemptions?lang="] {
        let answer = try await Self.answer(
          client, to: Data("GET \(place)".utf8) + hostile + Data(Self.end.utf8))
        #expect([200, 400, 404].contains(answer.status), "\(answer.status) to \(place)")
      }
      #expect(!FileManager.default.fileExists(atPath: exemptions), "nothing was changed")
    }
  }

  @Test("what no parser takes of a request of the JSON interface is told in JSON")
  func malformedForInterface() async throws {
    let long = String(repeating: "a", count: 100_000)
    let host = "HTTP/1.1\r\nHost: localhost"
    try await Self.console { client, _ in
      for (request, status, code) in [
        ("GET /api/v1/check?ip=\(long) \(host)\r\n\r\n", 414, "address-too-long"),
        ("GET /api/v1/overview \(host)\r\nCookie: \(long)\r\n\r\n", 431, "header-fields-too-large"),
        ("GET /api/v1/overview \(host)\r\nA : b\r\n\r\n", 400, "malformed-request"),
        (
          "GET /api/v1/overview \(host)\r\nHost: a.example\r\nConnection: close\r\n\r\n", 400,
          "malformed-request"
        ),
      ] {
        let answer = try await onThread { try client.answer(to: Data(request.utf8)) }
        #expect(answer.status == status, "\(request.prefix(60))")
        #expect(answer.fields["content-type"] == "application/problem+json")
        let problem = try JSONDecoder().decode(JSONValue.self, from: answer.body)
        #expect(problem["code"]?.text == code && problem["status"]?.number == status)
      }
    }
  }

  @Test("behind a proxy: whom it names is let in, others are not, nor who asks for another name")
  func proxied() async throws {
    let proxy =
      ", proxy_networks: 127.0.0.1, proxy_user_field: X-Remote-User, host_names: spf.example.com"
    try await Self.console(proxy) { client, _ in
      func status(_ fields: [String], host: String = "spf.example.com") async throws -> Int {
        let lines = (["Host: \(host)", "Connection: close"] + fields).joined(separator: "\r\n")
        return try await Self.answer(client, to: Data("GET /cases HTTP/1.1\r\n\(lines)\r\n\r\n".utf8)).status
      }
      var statuses: [Int] = []
      statuses.append(try await status(["X-Remote-User: alice"]))
      statuses.append(try await status([]))
      statuses.append(try await status(["X-Remote-User: "]))
      statuses.append(try await status(["X-Remote-User: mallory", "X-Remote-User: alice"]))
      statuses.append(try await status(["X-Remote-User: alice"], host: "attacker.example"))
      #expect(statuses == [200, 403, 403, 403, 403])
    }
  }

  @Test(
    "where everybody could reach it, it does not start",
    arguments: ["0.0.0.0:0", "[::]:0", "192.0.2.1:8080", "10.0.0.1:8080"])
  func exposed(where address: String) async throws {
    let outcome = try await runToEnd(Surroundings.program(), ["console", "--console", address])
    #expect(outcome.status == 64)
    #expect(outcome.text.contains("console.listen: \"\(address)\" is not a loopback address"))
    #expect(outcome.text.contains("console.proxy_networks"))
  }
}
