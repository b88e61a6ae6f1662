import Foundation
import TestSupport

/// A Why page over a real name server whose zones bring about every situation that the page tells of.
struct WhyScenes: Scenes {
  /// Paths with their queries by what they show, and what the page says of it above everything else.
  static let pages: [(name: String, path: String, kicker: String)] = [
    (
      "stale", why("support-info@corp.example.com", "203.0.113.25"),
      "Refused: the sender’s list of servers is out of date"
    ),
    ("passes", why("support-info@corp.example.com", "192.0.2.10"), "It passes now"),
    (
      "hidden-client", why("support-info@corp.example.com", "172.17.0.1"),
      "Refused: a matter of the recipient’s side"
    ),
    (
      "undecided", why("support-info@corp.example.com", "198.51.100.66"),
      "Refused: a server that the sender does not list"
    ),
    ("forged", why("support-info@corp.example.com", "198.51.100.77"), "Refused: most likely a forgery"),
    ("forwarded", why("support-info@corp.example.com", "198.51.100.88"), "Refused: mail that was passed on"),
    ("own-server", why("robot@receiver.example", "203.0.113.2"), "Refused: a matter of the recipient’s side"),
    ("never-sends", why("a@parked.example", "198.51.100.77"), "Refused: this domain sends no mail"),
    ("broken", why("a@typo.example", "192.0.2.1"), "Refused: the sender’s record has a mistake"),
    ("dns-trouble", why("a@silent.example", "192.0.2.1"), "Not decided: no answer from DNS"),
    ("nothing-to-check", why("a@bare.example", "192.0.2.1"), "Nothing is refused for this now"),
    (
      "long",
      why("a-person-with-a-long-name.and-more-of-it@\(longName)", "2001:db8:1234:5678:9abc:def0:1234:5678"),
      "Refused: a server that the sender does not list"
    ),
    ("form", "/why", "SPF"), ("incomplete", "/why?id=alice@example.com", "Not complete"),
    ("unknown", "/why/aaaaaaaaaaaaaaaaaaaaaaaaaa", "Not found"), ("not-found", "/nothing", "404"),
  ]

  /// As long as a name may be, in labels that no line can be broken in.
  private static let longName = [
    String(repeating: "a", count: 63), String(repeating: "b", count: 63), "example",
  ]
  .joined(separator: ".")

  private static let longNetworks = (1...9).map { "ip4:203.0.113.\($0 * 8)/29" }.joined(separator: " ")

  private static func why(_ sender: String, _ client: String) -> String {
    "/why?s=mfrom;id=\(sender);ip=\(client);r=me@receiver.example"
  }

  static let zones: [String: String?] = [
    "corp.example.com": zone(
      "corp.example.com",
      """
      @  IN TXT "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all"
      @  IN MX 10 mx
      mx IN A 192.0.2.10
      """),
    "corp.example.jp": zone("corp.example.jp", "@ IN MX 10 mail2\nmail2 IN A 203.0.113.25"),
    "in-addr.arpa": zone(
      "in-addr.arpa",
      """
      25.113.0.203  IN PTR mail2.corp.example.jp.
      2.113.0.203   IN PTR app.receiver.example.
      77.100.51.198 IN PTR dyn-198-51-100-77.pool.isp.example.
      88.100.51.198 IN PTR forward2.alumni.example.
      """),
    "example": zone(
      "example",
      """
      dyn-198-51-100-77.pool.isp IN A 198.51.100.77
      forward2.alumni IN A 198.51.100.88
      alumni          IN MX 10 forward2.alumni
      alumni          IN TXT "v=spf1 mx -all"
      receiver        IN TXT "v=spf1 ip4:203.0.113.1 -all"
      receiver        IN MX 10 mx.receiver
      mx.receiver     IN A 203.0.113.1
      app.receiver    IN A 203.0.113.2
      parked          IN TXT "v=spf1 -all"
      typo            IN TXT "v=spf1 ipv4:192.0.2.1 -all"
      bare            IN A 192.0.2.1
      \(longName.dropLast(8)) IN TXT "v=spf1 include:_spf.\(longName)" " \(longNetworks) -all"
      _spf.\(longName.dropLast(8)) IN TXT "v=spf1 ip6:2001:db8:ffff:ffff:ffff:ffff:ffff:ffff ~all"
      """),
    "silent.example": String?.none,
  ]

  private static func zone(_ name: String, _ records: String) -> String {
    StoryZones.zone(name, ttl: 3600, records)
  }

  let console: ConsoleInstance
  let browser: Browser

  var address: String { console.address }
  var paths: [(name: String, path: String)] { Self.pages.map { ($0.name, $0.path) } }

  /// Runs `body` with everything started, and stops it all.
  static func running(_ body: (WhyScenes) async throws -> Void) async throws {
    let sandbox = try Sandbox()
    let nameServer = try await NameServerInstance.start(zones, in: sandbox)
    let limits = try sandbox.write(
      "why: {per_network: 100000, per_minute: 100000, time: 2}\n", to: "spf.yaml")
    let console = try await ConsoleInstance.start([
      "--config", limits, "--resolver", "127.0.0.1:\(nameServer.port)",
    ])
    do {
      try await Browser.running { try await body(WhyScenes(console: console, browser: $0)) }
    } catch {
      print("--- spf console\n\(console.process.text)")
      await console.stop()
      await nameServer.stop()
      throw error
    }
    await console.stop()
    await nameServer.stop()
  }
}
