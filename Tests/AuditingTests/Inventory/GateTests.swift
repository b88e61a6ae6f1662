import Auditing
import SPF
import TestSupport
import Testing

@Suite struct GateTests {
  static func inventory(
    _ host: String, helo: String? = nil, ips: [String] = [], listed: String? = nil
  ) throws -> Inventory? {
    Gate(
      host: host, helo: helo.map { name($0) }, addresses: ips.map { address($0) },
      domains: [name("corp.example.com")]
    ).inventory(over: try listed.map(AuditFixture.inventory))
  }

  @Test func aNameIsAskedOfDNS() throws {
    let host = try #require(try Self.inventory("Mail3.example.com")?.hosts.first)
    #expect(host.helo == name("mail3.example.com"))
    #expect(host.lookedUp == [.ipv4, .ipv6])
    #expect(try Self.inventory("mail3") == nil)
  }

  @Test func whatIsListedOrGivenGoesFirst() throws {
    let listed = "domains: [a.example]\nhosts: {mail3: {helo: out.example.com, ipv4: 203.0.113.3}}\n"
    let host = try #require(try Self.inventory("mail3", listed: listed)?.hosts.first)
    #expect(host.helo == name("out.example.com"))
    #expect(host.addresses == [address("203.0.113.3")])
    let given = try #require(
      try Self.inventory("mail3", helo: "x.example.com", ips: ["203.0.113.4"], listed: listed)?.hosts.first)
    #expect(given.helo == name("x.example.com"))
    #expect(given.addresses == [address("203.0.113.4")])
  }

  @Test(
    "open only if every address passes for both identities",
    arguments: [
      ("v=spf1 ip4:203.0.113.25 ip6:2001:db8::25 -all", "v=spf1 a -all", 0),
      ("v=spf1 ip4:192.0.2.1 ip4:203.0.113.25 -all", "v=spf1 a -all", 1),
      ("v=spf1 ip4:203.0.113.25 ip6:2001:db8::25 -all", "v=spf1 ip4:203.0.113.25 -all", 1),
      ("v=spf1 ip4:203.0.113.25 ip6:2001:db8::25 -all", "nothing", 1),
      ("!timeout", "v=spf1 a -all", 3),
    ])
  func gate(record: String, helo: String, status: Int32) async throws {
    let inventory = try #require(try Self.inventory("mail3.example.com"))
    var options = AuditOptions(now: 0)
    options.isGate = true
    let report = await Auditor(options).audit(
      inventory,
      resolver: TableResolver(
        "corp.example.com TXT \(record)", "mail3.example.com TXT \(helo)", "mail3.example.com A 203.0.113.25",
        "mail3.example.com AAAA 2001:db8::25"))
    #expect(report.exitStatus(isStrict: false) == status)
    #expect(report.publications.isEmpty == (status != 1))
    #expect(!report.findings.contains { $0.code == .superfluous })
  }
}
