import PolicyService
import Testing

@Suite("Addresses to listen on")
struct ListenAddressTests {
  @Test(
    "what is one",
    arguments: [
      "unix:/run/spf/policy", "127.0.0.1:10023", "[::1]:10023", "0.0.0.0:0", "systemd", "systemd:policy",
    ])
  func valid(text: String) throws {
    #expect(try ListenAddress(text).description == text)
  }

  @Test(
    "what is none",
    arguments: [
      "", "unix:relative", "10023", "localhost:10023", "127.0.0.1:65536", "127.0.0.1:-1", "::1:10023",
      "127.0.0.1", "systemd:", "systemd:a:b", "systemd:a\u{1}b",
      "unix:/" + String(repeating: "x", count: 107),
    ])
  func invalid(text: String) {
    #expect(throws: ListenAddress.SyntaxError.self) { try ListenAddress(text) }
  }
}
