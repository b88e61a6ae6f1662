import SPF
import TestSupport
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("2001:DB8::1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:201", "192.0.2.1"),
    ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
    ("2001:db8::", "2001:db8::"), ("0:0:0:0:0:0:0:1", "::1"),
  ])
  func readsAndWrites(text: String, canonical: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == canonical)
    #expect(IPAddress(octets: address.octets) == address)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1..2.3", "1.2.3.", ".1.2.3",
    " 1.2.3.4", "1.2.3.4 ",
    "1.2.3.4:25", ":", ":::", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7", ":1", "1:",
    "::1.2.3",
    "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%eth0", "[::1]", "0x7f.0.0.1", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
  ])
  func refuses(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func makesReverseNames() {
    #expect(address("192.0.2.7").reverseName == name("7.2.0.192.in-addr.arpa"))
    #expect(
      address("2001:db8::567:89ab").reverseName
        == name("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"))
  }

  @Test(arguments: [
    ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.77/24", "192.0.2.1", true),
    ("192.0.2.0/24", "192.0.3.0", false),
    ("0.0.0.0/0", "203.0.113.9", true), ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
    ("::/0", "2001:db8::1", true),
    ("::/0", "192.0.2.1", false), ("2001:db8::/65", "2001:db8::8000:0:0:0", false),
    ("2001:db8::/127", "2001:db8::1", true),
    ("::ffff:127.0.0.0/104", "127.1.2.3", true),
  ])
  func containsAddresses(network: String, client: String, expected: Bool) throws {
    #expect(try #require(IPNetwork(network)).contains(address(client)) == expected)
  }

  @Test(arguments: [
    "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/+8", "2001:db8::/129", "192.0.2.0/8/8", "x/8",
  ])
  func refusesNetworks(text: String) {
    #expect(IPNetwork(text) == nil)
  }

  @Test func masks() {
    #expect(address("192.0.2.255").masked(to: 24) == address("192.0.2.0"))
    #expect(address("2001:db8::ffff").masked(to: 112) == address("2001:db8::"))
    #expect(address("192.0.2.255").masked(to: 0) == address("0.0.0.0"))
  }
}
