import Testing

@testable import Console

@Suite("By which name the console is asked", .serialized)
struct HostGuardTests {
  @Test(
    "this host's own names are let in, with and without a port",
    arguments: [
      "localhost", "localhost:8080", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8080", "127.1.2.3:80", "[::1]",
      "[::1]:8080",
    ])
  func own(host: String) async throws {
    let console = try await PrivateWorld.replaced()
    #expect(try await console.get("/", host: host).status == 200)
  }

  @Test(
    "another name that leads here is refused, by a page and by a document",
    arguments: [
      "attacker.example", "attacker.example:8080", "localhost.attacker.example", "127.0.0.1.attacker.example",
      "0.0.0.0:8080", "[::]:8080", "192.0.2.1", "[2001:db8::1]:8080", "localhost@attacker.example",
      "attacker.example#localhost", "", " ", "[", "[::1", "127.0.0.1 attacker.example", nil,
    ])
  func other(host: String?) async throws {
    let console = try await PrivateWorld.replaced()
    for target in ["/", "/cases", PrivateWorld.caseOfStory, "/exemptions", "/api/v1/overview", "/nothing"] {
      let page = try await console.get(target, host: host)
      #expect(page.status == 403, "\(host ?? "none"): \(target)")
      #expect(!page.body.contains("corp.example.com"))
    }
  }
}
