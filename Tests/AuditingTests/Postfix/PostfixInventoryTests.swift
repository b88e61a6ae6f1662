import SPF
import TestSupport
import Testing

@testable import Auditing

@Suite struct PostfixInventoryTests {
  static let usual = """
    default_transport = smtp
    inet_interfaces = all
    inet_protocols = all
    mydestination = mail.example.com, localhost.example.com, localhost, example.com
    mydomain = example.com
    myhostname = mail.example.com
    myorigin = example.com
    proxy_interfaces =
    relayhost =
    sender_dependent_default_transport_maps =
    sender_dependent_relayhost_maps =
    smtp_bind_address =
    smtp_bind_address6 =
    smtp_helo_name = mail.example.com
    transport_maps =
    virtual_alias_domains = hash:/etc/postfix/virtual
    virtual_mailbox_domains = example.net example.org, hash:/etc/postfix/domains
    """

  /// The usual configuration with other lines.
  static func read(_ lines: [String], services: String = "", origin: String? = nil) -> Inventory {
    PostfixInventory(
      PostfixSettings(parameters: ([usual] + lines).joined(separator: "\n"), services: services),
      originFile: origin
    ).inventory
  }

  @Test func theUsualConfiguration() {
    let inventory = Self.read([])
    #expect(
      inventory.domains.map(\.name)
        == ["example.com", "example.net", "example.org"].map { name($0) })
    #expect(
      inventory.hosts == [
        SendingHost(
          label: "mail.example.com", name: name("mail.example.com"), helo: name("mail.example.com"),
          addresses: [], lookedUp: [.ipv4, .ipv6])
      ])
    #expect(inventory.notes.count == 1)
    #expect(inventory.notes[0].contains("hash:/etc/postfix/domains"))
  }

  @Test(
    "addresses",
    arguments: [
      (
        ["smtp_bind_address = 203.0.113.25", "smtp_bind_address6 = 2001:db8::25"],
        ["203.0.113.25", "2001:db8::25"], 0
      ),
      (["smtp_bind_address = 203.0.113.25"], ["203.0.113.25"], 1),
      (
        ["inet_interfaces = 127.0.0.1, 203.0.113.25, [::1], [2001:db8::25]"],
        ["203.0.113.25", "2001:db8::25"], 0
      ),
      // Two of a family: the system chooses.
      (["inet_interfaces = 203.0.113.25, 203.0.113.26"], [], 2),
      (["inet_protocols = ipv4", "smtp_bind_address = 203.0.113.25"], ["203.0.113.25"], 0),
      (["smtp_bind_address = 10.0.0.5", "proxy_interfaces = 203.0.113.99"], ["203.0.113.99"], 1),
      (["smtp_bind_address = 10.0.0.5"], [], 2), (["smtp_bind_address = nonsense"], [], 2),
    ])
  func addresses(lines: [String], expected: [String], lookedUp: Int) {
    let host = Self.read(lines).hosts[0]
    #expect(host.addresses.map(\.description) == expected)
    #expect(host.lookedUp.count == lookedUp)
  }

  @Test func translationIsSpokenOf() {
    #expect(Self.read(["smtp_bind_address = 10.0.0.5"]).notes.contains { $0.contains("translated to") })
  }

  /// A main.cf without a name, as Postfix completes it on this host.
  static func elsewhere(
    _ lines: [String], given: [String],
    interfaces: Set<IPAddress>? = [address("192.0.2.1"), address("10.0.0.1")],
    services: String = "", origin: String? = nil
  ) -> Inventory {
    let settings = PostfixSettings(
      parameters: ([usual] + lines).joined(separator: "\n"), services: services,
      given: given.joined(separator: "\n"))
    return PostfixInventory(
      settings, originFile: origin, folder: "/srv/mx9", interfaces: interfaces
    ).inventory
  }

  @Test func ofAnotherHostsConfigurationNothingIsThisHosts() {
    let inventory = Self.elsewhere(
      [
        "smtp_bind_address = 203.0.113.9", "myorigin = mail.example.com",
        "mydestination = example.org, mail.example.com, localhost.example.com",
      ],
      given: ["smtp_bind_address = 203.0.113.9", "mydestination = example.org, $myhostname"])
    #expect(inventory.hosts.map(\.label) == ["the host of /srv/mx9"])
    #expect(inventory.hosts[0].name == nil)
    #expect(inventory.hosts[0].helo == nil)
    #expect(inventory.hosts[0].addresses == [address("203.0.113.9")])
    #expect(inventory.hosts[0].lookedUp.isEmpty)
    #expect(inventory.domains.map(\.name.description) == ["example.org", "example.net"])
    #expect(
      inventory.notes[0]
        == "Postfix: /srv/mx9 is the configuration of another host: it binds to 203.0.113.9, and this host has no such address. Neither the name nor the addresses of this host were taken for it. It gives no myhostname: list the host with its name in a file with senders."
    )
  }

  @Test func itsOwnNameIsTaken() {
    let lines = [
      "myhostname = mx9.example.net", "mydomain = example.net", "myorigin = example.net",
      "smtp_helo_name = mx9.example.net", "inet_interfaces = 203.0.113.9, [::1]",
    ]
    let inventory = Self.elsewhere(lines, given: lines)
    #expect(inventory.hosts[0].helo == name("mx9.example.net"))
    #expect(inventory.hosts[0].addresses == [address("203.0.113.9")])
    #expect(inventory.hosts[0].lookedUp == [.ipv6])
    #expect(inventory.domains.first?.name == name("example.net"))
    #expect(inventory.notes[0].hasSuffix("were taken for it."))
  }

  @Test func severalAddressesOfAnotherHostAreAllTaken() {
    let inventory = Self.elsewhere(
      ["inet_interfaces = 203.0.113.9, 203.0.113.10"], given: ["inet_interfaces = 203.0.113.9, 203.0.113.10"],
      services: "bulk/unix/smtp_bind_address = 203.0.113.11\n")
    #expect(
      inventory.hosts.map { $0.addresses.map(\.description) } == [
        ["203.0.113.9", "203.0.113.10"], ["203.0.113.11"],
      ])
  }

  @Test(
    "a second configuration of this host is its own",
    arguments: [
      (["smtp_bind_address = 10.0.0.1"], ["192.0.2.1", "10.0.0.1"] as [String]?),
      (["inet_interfaces = 127.0.0.1"], ["192.0.2.1"]), ([], ["192.0.2.1"]),
      (["smtp_bind_address = 0.0.0.0"], ["192.0.2.1"]), (["smtp_bind_address = 203.0.113.9"], nil),
    ])
  func second(lines: [String], interfaces: [String]?) {
    let inventory = Self.elsewhere(
      lines, given: lines, interfaces: interfaces.map { Set($0.map { address($0) }) }, origin: "example.com")
    #expect(inventory.hosts[0].helo == name("mail.example.com"))
    #expect(!inventory.notes.contains { $0.contains("another host") })
  }

  @Test func theFileOfAnotherHostsOriginIsNotThisHosts() {
    let inventory = Self.elsewhere(
      ["myorigin = /etc/mailname", "smtp_bind_address = 203.0.113.9"],
      given: ["myorigin = /etc/mailname", "smtp_bind_address = 203.0.113.9"], origin: "here.example.com")
    #expect(!inventory.domains.contains { $0.name == name("here.example.com") })
    #expect(inventory.notes.contains { $0.contains("myorigin (/etc/mailname)") })
  }

  @Test func thisHostHasAddresses() {
    #expect(HostInterfaces.addresses?.contains(address("127.0.0.1")) != false)
  }

  @Test func servicesOfMasterHaveTheirOwn() {
    let inventory = Self.read(
      [],
      services: """
        smtp/unix/smtp_bind_address = 203.0.113.25
        smtp/inet/smtpd_sasl_auth_enable = yes
        bulk/unix/smtp_bind_address = 203.0.113.50
        bulk/unix/smtp_helo_name = $mydomain
        submission/inet/smtpd_tls_security_level = encrypt
        """)
    #expect(inventory.hosts.map(\.label) == ["mail.example.com", "bulk of master.cf"])
    #expect(inventory.hosts.map { $0.addresses.map(\.description) } == [["203.0.113.25"], ["203.0.113.50"]])
    #expect(inventory.hosts[1].helo == name("example.com"))
    #expect(inventory.domains.allSatisfy { $0.hosts == [0, 1] })
  }

  @Test func aRelayHostSendsInstead() {
    let inventory = Self.read(["relayhost = [smarthost.isp.example]:587"])
    #expect(inventory.hosts.map(\.name) == [name("smarthost.isp.example")])
    #expect(inventory.hosts[0].helo == nil)
    #expect(inventory.notes.contains { $0.contains("relayhost [smarthost.isp.example]:587") })
    let literal = Self.read(["relayhost = [192.0.2.7]"])
    #expect(literal.hosts[0].addresses == [address("192.0.2.7")])
  }

  @Test func theHostsNameIsADomainIfMailBearsIt() {
    #expect(Self.read(["myorigin = mail.example.com"]).domains.first?.name == name("mail.example.com"))
  }

  @Test func whatIsNotFollowedIsSaid() {
    let inventory = Self.read(["sender_dependent_default_transport_maps = hash:/etc/postfix/sdd"])
    #expect(
      inventory.notes.contains { $0.contains("sender_dependent_default_transport_maps is not followed") })
  }

  @Test func theOriginMayStandInAFile() {
    #expect(
      Self.read(["myorigin = /etc/mailname"], origin: "corp.example.com").domains[0].name
        == name("corp.example.com"))
    #expect(Self.read(["myorigin = /etc/mailname"]).notes[0].contains("myorigin (/etc/mailname)"))
  }

  @Test func namesThatNobodyElseKnowsAreNoDomains() {
    let inventory = Self.read([
      "myhostname = box", "smtp_helo_name = box", "myorigin = box",
      "mydestination = box, localhost.localdomain, pc.lan",
      "virtual_mailbox_domains =", "virtual_alias_domains =",
    ])
    #expect(inventory.domains.isEmpty)
    #expect(inventory.notes.contains { $0.contains("no fully qualified name") })
    #expect(inventory.notes.contains { $0.contains("no domain of its own") })
  }

  @Test(
    "whatever it prints, nothing breaks",
    arguments: [
      "", "=", "myhostname", "myhostname =\u{1b}[2J", "a/b/c", "////=x",
      String(repeating: "x", count: 100_000),
    ])
  func garbage(text: String) {
    let inventory = PostfixInventory(PostfixSettings(parameters: text, services: text)).inventory
    #expect(!inventory.notes.joined().contains("\u{1b}"))
  }
}
