import DNS
import SPF
import Testing

@Suite struct ServerAddressTests {
  @Test(arguments: [
    ("192.0.2.53", "192.0.2.53:53"), ("192.0.2.53:5353", "192.0.2.53:5353"), ("::1", "[::1]:53"),
    ("[::1]", "[::1]:53"), ("[::1]:5353", "[::1]:5353"), ("2001:db8::53", "[2001:db8::53]:53"),
  ])
  func forms(_ text: String, _ description: String) {
    #expect(ServerAddress(text)?.description == description)
  }

  @Test(arguments: [
    "", ":", ":53", "ns.example", "192.0.2.53:", "192.0.2.53:0", "192.0.2.53:65536", "192.0.2.53:+53",
    "[::1]:", "[::1", "::1]:53", "[::1]53", "192.0.2.53:53:53",
  ])
  func nonsense(_ text: String) {
    #expect(ServerAddress(text) == nil)
  }
}
