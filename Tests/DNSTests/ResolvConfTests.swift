import SPF
import Testing

@testable import DNS

/// Servers from a file such as /etc/resolv.conf.
@Suite struct ResolvConfTests {
  func servers(_ text: String) throws -> (addresses: [String], rotates: Bool) {
    let file = try TemporaryFile(text)
    let (addresses, rotates) = try CAresChannel.servers(of: file.path)
    return (addresses.map(\.description), rotates)
  }

  @Test func serversInTheOrderOfTheFile() throws {
    let found = try servers(
      """
      # written by hand
      search example.com
      nameserver 2001:db8::53
      nameserver 192.0.2.53
      nameserver ::1
      options edns0 rotate
      """)
    #expect(found.addresses == ["[2001:db8::53]:53", "192.0.2.53:53", "[::1]:53"])
    #expect(found.rotates)
  }

  @Test func linesThatAreNoServersAreLeftOut() throws {
    let found = try servers("nameserver\nnameserver ns.example\nnameserver 192.0.2.53\n\0\0\u{fe}")
    #expect(found.addresses == ["192.0.2.53:53"])
    #expect(!found.rotates)
  }

  /// resolv.conf(5): "the default is to use the name server on the local machine".
  @Test func withoutServersTheLocalMachineIsAsked() throws {
    #expect(try servers("options ndots:2\n").addresses == ["127.0.0.1:53"])
    #expect(try CAresChannel.servers(of: "/nonexistent").addresses.map(\.description) == ["127.0.0.1:53"])
  }
}
