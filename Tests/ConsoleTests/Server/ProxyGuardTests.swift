import PageSettings
import SPF
import TestSupport
import Testing

@testable import Console

@Suite("Who comes through a proxy", .serialized)
struct ProxyGuardTests {
  private static func proxied() async throws -> PrivateWorld {
    try await PrivateWorld.replaced {
      $0.proxyNetworks = ["192.0.2.1", "2001:db8::/64"].compactMap { IPNetwork($0) }
      $0.userField = "X-Remote-User"
      $0.hostNames = [name("console.example.com")]
    }
  }

  @Test(
    "whom the proxy names is let in, under each name of the console",
    arguments: ["192.0.2.1", "2001:db8::17", "::ffff:192.0.2.1"])
  func named(peer: String) async throws {
    let console = try await Self.proxied()
    for field in ["X-Remote-User", "x-remote-user"] {
      for host in ["console.example.com", "Console.Example.com:443", "localhost:8080", "127.0.0.1"] {
        let page = try await console.get("/", [(field, "alice")], host: host, from: peer)
        #expect(page.status == 200, "\(host)")
      }
    }
  }

  @Test(
    "a name that somebody else had made to lead here is refused, whatever the field says",
    arguments: ["attacker.example", "console.example.com.attacker.example", "192.0.2.1", "", nil])
  func rebound(host: String?) async throws {
    let console = try await Self.proxied()
    for target in ["/", "/api/v1/overview", "/exemptions"] {
      let page = try await console.get(target, [("X-Remote-User", "alice")], host: host, from: "192.0.2.1")
      #expect(page.status == 403, "\(target)")
    }
  }

  @Test(
    "whom it does not name, and who comes another way, is refused",
    arguments: [
      ("192.0.2.1", []), ("192.0.2.1", [""]), ("192.0.2.1", [" "]), ("192.0.2.1", ["-"]),
      ("192.0.2.1", ["mallory", "alice"]), ("192.0.2.2", ["alice"]), ("127.0.0.1", ["alice"]),
      ("::1", ["alice"]), ("2001:db8:0:1::17", ["alice"]), (nil, ["alice"]),
    ] as [(String?, [String])])
  func others(peer: String?, users: [String]) async throws {
    let console = try await Self.proxied()
    let fields = users.map { ("X-Remote-User", $0) }
    for target in ["/", "/cases", PrivateWorld.caseOfStory, "/exemptions", "/api/v1/overview"] {
      // A name of loopback does not help.
      let page = try await console.get(target, fields, host: "localhost", from: peer)
      #expect(page.status == 403, "\(target)")
    }
  }

  @Test("without a proxy such a field says nothing")
  func none() async throws {
    let console = try await PrivateWorld.replaced { $0.hostNames = [name("console.example.com")] }
    #expect(
      try await console.get("/", [("X-Remote-User", "alice")], host: "console.example.com").status == 403)
  }
}
