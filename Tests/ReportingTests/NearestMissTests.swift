import Reporting
import SPF
import TestSupport
import Testing

@Suite struct NearestMissTests {
  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.10 ip4:198.51.100.0/24 -all", "192.0.2.11", "192.0.2.10"),
    ("v=spf1 ip4:192.0.2.10 ip4:198.51.100.0/24 -all", "198.51.101.1", "198.51.100.0/24"),
    ("v=spf1 -ip4:192.0.2.11 ip4:192.0.2.64 -all", "192.0.2.10", "192.0.2.64"),
    ("v=spf1 ip6:2001:db8::/64 ip4:192.0.2.1 -all", "2001:db8:0:1::1", "2001:db8::/64"),
    ("v=spf1 a:host.example.com/28 -all", "192.0.2.33", "192.0.2.10/28"),
    ("v=spf1 include:inc.example.com -all", "203.0.113.9", "203.0.113.8"),
  ])
  func isTheNetworkThatSharesMost(record: String, client: String, expected: String) throws {
    let resolver = TableResolver(
      "example.com TXT \(record)", "host.example.com A 192.0.2.10",
      "inc.example.com TXT v=spf1 ip4:203.0.113.8")
    let trace = try #require(check("a@example.com", from: client, resolver).trace)
    #expect(NearestMiss.find(in: trace, client: address(client))?.network.description == expected)
  }

  @Test func isNoneWithoutAnAddressOfTheFamily() throws {
    let trace = try #require(
      check("a@example.com", from: "2001:db8::1", TableResolver("example.com TXT v=spf1 ip4:192.0.2.1 -all"))
        .trace)
    #expect(NearestMiss.find(in: trace, client: address("2001:db8::1")) == nil)
  }

  /// What stands behind the term that decided was not compared with the client.
  @Test(arguments: [
    ("v=spf1 -ip4:192.0.2.0/24 ip4:192.0.2.0/24 -all", "192.0.2.9"),
    ("v=spf1 -all ip4:192.0.2.0/28", "192.0.2.17"),
    ("v=spf1 include:open.example.com -all", "192.0.2.17"),
  ])
  func isNoneBehindTheTermThatDecided(record: String, client: String) throws {
    let resolver = TableResolver(
      "example.com TXT \(record)", "open.example.com TXT v=spf1 ?all ip4:192.0.2.16/30")
    let trace = try #require(check("a@example.com", from: client, resolver).trace)
    #expect(NearestMiss.find(in: trace, client: address(client)) == nil)
  }
}
