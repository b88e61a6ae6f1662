import Auditing
import SPF
import TestSupport
import Testing

@Suite struct InventoryReaderTests {
  @Test func oneDomainTakesFiveLines() throws {
    let inventory = try AuditFixture.inventory(
      """
      domains: [example.com]
      hosts:
        Mail.example.com: [203.0.113.25, 2001:db8::25]
      services:
        newsletter: _spf.mailer.example
      """)
    #expect(inventory.domains == [SendingDomain(name("example.com"), hosts: [0], services: [0])])
    #expect(
      inventory.hosts == [
        SendingHost(
          label: "mail.example.com", name: name("mail.example.com"), helo: name("mail.example.com"),
          addresses: [address("203.0.113.25"), address("2001:db8::25")])
      ])
    #expect(
      inventory.services == [SendingService(label: "newsletter", target: name("_spf.mailer.example"))])
  }

  @Test func sharedHostsAreWrittenOnce() throws {
    let inventory = try AuditFixture.inventory(
      """
      # A pool, and *nothing* more.
      hosts:
        mx1: {helo: mx1.example.com, ipv4: 203.0.113.25, ipv6: none}
        mx2.example.com:
        shop: {name: shop.example.net, helo: out.example.net, ipv4: [203.0.113.7], ipv6: dns}
      services: {crm: spf.crm.example}
      groups:
        office: [mx1, mx2.example.com, crm]
      domains:
        example.com: office
        example.net: [shop, office]
        example.org:
        parked.example: none
        bücher.example: mx1
      """)
    #expect(inventory.domains.map(\.hosts) == [[0, 1], [2, 0, 1], [0, 1, 2], [], [0]])
    #expect(inventory.domains.map(\.services) == [[0], [0], [0], [], []])
    #expect(inventory.domains.last?.name == name("xn--bcher-kva.example"))
    #expect(inventory.hosts[0].unused == [.ipv6])
    #expect(inventory.hosts[0].name == nil)
    #expect(inventory.hosts[1].lookedUp == [.ipv4, .ipv6])
    #expect(inventory.hosts[2].lookedUp == [.ipv6])
    #expect(inventory.hosts[2].helo == name("out.example.net"))
  }

  @Test(
    "a mistake is named with its place, its key and what was expected",
    arguments: [
      ("", "senders.yaml: it is empty; expected domains and hosts."),
      ("# nothing\n", "senders.yaml: it is empty"),
      ("- a\n", "senders.yaml:1:1: expected a mapping with domains"),
      ("hosts: {a.example: 192.0.2.1}\n", "senders.yaml:1:1: no domains are given."),
      ("domains: []\n", "senders.yaml:1:10: domains: no domains are given."),
      (
        "domain: [a.example]\n",
        "1:1: \"domain\" is no key here; expected domains, groups, hosts, services. Did you mean \"domains\"?"
      ),
      ("domains: [example]\n", "1:11: domains: \"example\" is no fully qualified domain name."),
      ("domains: [a.example, A.example]\n", "1:22: domains: \"a.example\" is given twice."),
      (
        "domains: {a.example: mial}\nhosts: {mail: 192.0.2.1}\n",
        "1:22: domains.a.example: no host, service or group is called \"mial\". Did you mean \"mail\"?"
      ),
      ("domains: {a.example: {hosts: x}}\n", "1:22: domains.a.example: expected the name of a host"),
      (
        "domains: [a.example]\nhosts:\n  m.example: 192.0.2.256\n",
        "3:14: hosts.m.example: \"192.0.2.256\" is no address; expected an address."
      ),
      ("domains: [a.example]\nhosts:\n  m.example: 192.0.2.0/24\n", "Write each address of the network"),
      (
        "domains: [a.example]\nhosts:\n  m.example: {ipv4: 2001:db8::1}\n",
        "3:21: hosts.m.example.ipv4: 2001:db8::1 is of the other family. Write it under ipv6."
      ),
      (
        "domains: [a.example]\nhosts:\n  m.example: {ip4: 192.0.2.1}\n",
        "3:15: hosts.m.example: \"ip4\" is no key here; expected name, helo, ipv4, ipv6. Did you mean \"ipv4\"?"
      ),
      (
        "domains: [a.example]\nhosts:\n  m: \n",
        "3:3: hosts.m: \"m\" is no domain name, so DNS cannot be asked"
      ),
      ("domains: [a.example]\nhosts:\n  m.example: {ipv4: none, ipv6: none}\n", "neither IPv4 nor IPv6"),
      (
        "domains: [a.example]\nhosts:\n  m.example: {helo: localhost, ipv4: 192.0.2.1}\n",
        "hosts.m.example.helo: \"localhost\" is no fully qualified"
      ),
      ("domains: [a.example]\nhosts: {m: 192.0.2.1, m: 192.0.2.2}\n", "\"m\" is given twice"),
      (
        "domains: [a.example]\nhosts: {m: 192.0.2.1}\nservices: {m: b.example}\n",
        "3:12: \"m\" is given twice."
      ),
      (
        "domains: [a.example]\nhosts: {m: [192.0.2.1, 192.0.2.1]}\n",
        "2:24: hosts.m: 192.0.2.1 is given twice."
      ),
      (
        "domains: [a.example]\nservices: {m: 192.0.2.1}\n",
        "2:15: services.m: expected the domain that records include."
      ),
      ("domains: [a.example\n", "this is no YAML: "),
      ("domains:\n\t- a.example\n", "senders.yaml:2:1: this is no YAML: "),
      ("domains: [a.example]\n---\ndomains: [b.example]\n", "a second document begins"),
      ("a: &a [x]\nb: *a\n", "senders.yaml:2:4: anchors (&) and aliases (*) are not used here."),
      ("a: &a [x]\n? *a\n: b\n", "senders.yaml:2:3: anchors"),
      ("domains: [\"\\u001b[2J.example\"]\n", "\"\\u{1b}[2J.example\""),
    ])
  func mistakes(text: String, expected: String) {
    let error = #expect(throws: InventoryError.self) { try AuditFixture.inventory(text) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\u{1b}") == false)
  }

  @Test func whatIsNoTextIsRefused() {
    for octets in [[0x7f, 0x45, 0x4c, 0x46, 0], [0xff, 0xfe, 0x41]] as [[UInt8]] {
      let error = #expect(throws: InventoryError.self) {
        try InventoryReader(file: "a\u{1b}b").inventory(octets)
      }
      #expect(error?.description.hasPrefix("a\\u{1b}b: this is no text in UTF-8.") == true)
    }
  }

  @Test func whatIsTooLargeIsRefusedAndWhatIsLargeIsRead() throws {
    let error = #expect(throws: InventoryError.self) {
      try InventoryReader(file: "x").inventory([UInt8](repeating: 0x20, count: (1 << 20) + 1))
    }
    #expect(error?.description.contains("larger than 1 MiB") == true)
    let names = (0..<2_000).map { "d\($0).example" }.joined(separator: ", ")
    let hosts = (0..<40).map { "  h\($0).example: 192.0.2.\($0)\n" }.joined()
    let text = "domains: [\(names)]\nhosts:\n\(hosts)"
    #expect(try AuditFixture.inventory(text).domains.count == 2_000)
    let more = text + (40..<60).map { "  h\($0).example: 192.0.2.\($0)\n" }.joined()
    let refused = #expect(throws: InventoryError.self) { try AuditFixture.inventory(more) }
    #expect(refused?.description.contains("120000 pairs") == true)
  }

  @Test(
    "what would grow without end does not",
    arguments: [
      String(repeating: "[", count: 200_000), String(repeating: "- ", count: 100_000),
      String(repeating: "{a: ", count: 100_000),
      // The first level hides in what looks like comments.
      "a: {x: \"\n"
        + (1...40).map { "# \", y\($0): &n\($0) [*n\($0 - 1), *n\($0 - 1)], z\($0): \"\n" }.joined(),
    ])
  func bombs(text: String) {
    #expect(throws: InventoryError.self) { try AuditFixture.inventory(text) }
  }
}
