import PolicyService
import SPF
import Testing

@Suite("Exemptions")
struct ExemptionTests {
  /// The zones of the story with names and addresses that lead to each other, and some that do not.
  private static func resolver(distant: [String] = []) -> TestResolver {
    var resolver = TestResolver.story
    func add(_ name: String, _ type: DNSRecordType, _ records: DNSAnswer.Records) {
      guard let name = DomainName(name) else { return }
      resolver.answers[DNSQuestion(name, type)] = DNSAnswer(records: records, ttl: 300)
    }
    func name(_ text: String) -> [DomainName] { [DomainName(text)].compactMap(\.self) }
    func address(_ text: String) -> [IPAddress] { [IPAddress(text)].compactMap(\.self) }
    add("relay.trusted.example", .a, .addresses(address("203.0.113.96")))
    add("relay.trusted.example", .aaaa, .addresses(address("2001:db9::96")))
    add("96.113.0.203.in-addr.arpa", .ptr, .names(name("relay.trusted.example")))
    add("98.113.0.203.in-addr.arpa", .ptr, .names(name("forged.trusted.example")))
    add("forged.trusted.example", .a, .addresses(address("198.51.100.1")))
    add("97.113.0.203.in-addr.arpa", .ptr, .names(name("host.nottrusted.example")))
    add("host.nottrusted.example", .a, .addresses(address("203.0.113.97")))
    add("forwarder.example.net", .txt, .texts([TextRecord("v=spf1 ip4:203.0.113.96 -all")]))
    resolver.distant = Set(distant.compactMap { DomainName($0) })
    return resolver
  }

  private static let everyName = [
    "relay.trusted.example", "96.113.0.203.in-addr.arpa", "98.113.0.203.in-addr.arpa",
    "forged.trusted.example",
    "forwarder.example.net",
  ]

  private static func names(_ texts: String...) -> [DomainName] { texts.compactMap { DomainName($0) } }

  /// What is configured, the client, its HELO name, and the reason of the exemption.
  static let cases:
    [(
      name: String, change: @Sendable (inout Exemptions) -> Void, client: String, helo: String,
      comment: String?
    )] = [
      (
        "relay", { $0.relays = [IPNetwork("203.0.113.96/31")].compactMap(\.self) }, "203.0.113.97",
        "x.example",
        "SPF skipped for whitelisted relay - "
      ),
      (
        "no relay", { $0.relays = [IPNetwork("203.0.113.96/31")].compactMap(\.self) }, "203.0.113.98",
        "x.example", nil
      ),
      (
        "domain", { $0.relayDomains = names("example.org", "forwarder.example.net") }, "203.0.113.96",
        "x.example",
        "SPF skipped for whitelisted relay domain - "
      ),
      ("no domain", { $0.relayDomains = names("forwarder.example.net") }, "203.0.113.97", "x.example", nil),
      (
        "HELO", { $0.heloNames = names("relay.trusted.example") }, "203.0.113.96", "Relay.Trusted.Example",
        "SPF skipped for whitelisted HELO domain - "
      ),
      (
        "HELO, IPv6", { $0.heloNames = names("relay.trusted.example") }, "2001:db9::96",
        "relay.trusted.example",
        "SPF skipped for whitelisted HELO domain - "
      ),
      (
        "HELO of another", { $0.heloNames = names("relay.trusted.example") }, "203.0.113.97",
        "relay.trusted.example", nil
      ),
      ("no HELO", { $0.heloNames = names("relay.trusted.example") }, "203.0.113.96", "x.example", nil),
      (
        "reverse name", { $0.reverseNames = names("trusted.example") }, "203.0.113.96", "x.example",
        "SPF skipped for PTR whitelisted relay domain - "
      ),
      (
        "reverse name, unconfirmed", { $0.reverseNames = names("trusted.example") }, "203.0.113.98",
        "x.example", nil
      ),
      (
        "reverse name that ends alike", { $0.reverseNames = names("trusted.example") }, "203.0.113.97",
        "x.example", nil
      ),
      ("no reverse name", { $0.reverseNames = names("trusted.example") }, "203.0.113.99", "x.example", nil),
    ]

  @Test("at hand and fetched alike", arguments: [[], everyName])
  func names(distant: [String]) async throws {
    for one in Self.cases {
      let reply = try await Requests.reply(
        to: ["client_address": .some(one.client), "helo_name": .some(one.helo)],
        resolver: Self.resolver(distant: distant)
      ) {
        // No clock decides here, however busy the machine is.
        $0.exemptions.time = .seconds(3600)
        $0.limits.time = .seconds(3600)
        one.change(&$0.exemptions)
      }
      if let comment = one.comment {
        #expect(
          reply.hasPrefix("action=prepend X-Comment: \(comment)client-ip=\(one.client); helo="),
          "\(one.name): \(reply)")
      } else {
        #expect(reply.hasPrefix("action=550 5.7.23 "), "\(one.name): \(reply)")
      }
    }
  }

  @Test("names that take too long are no exemption: the message is checked")
  func slow() async throws {
    var resolver = Self.resolver(distant: ["forwarder.example.net"])
    resolver.delay = .seconds(3600)
    let reply = try await Requests.reply(to: ["client_address": "203.0.113.96"], resolver: resolver) {
      $0.exemptions.relayDomains = Self.names("forwarder.example.net")
      $0.exemptions.time = .milliseconds(1)
    }
    #expect(reply.hasPrefix("action=550 5.7.23 "))
  }

  @Test("authenticated users are not checked, get no header field, and are logged once for each message")
  func authenticated() async throws {
    let log = RecordingSink()
    let request: KeyValuePairs<String, String?> = ["sasl_username": "alice", "instance": "1"]
    let replies = try await Requests.replies(to: [request, request], log: log)
    #expect(replies == ["action=dunno\n\n", "action=dunno\n\n"])
    #expect(log.lines == ["Not checked: authenticated user alice"])
    let checked = try await Requests.reply(to: request) { $0.exemptions.authenticatedUsers = false }
    #expect(checked.hasPrefix("action=550 "))
  }

  @Test("JSON has the reason and the name")
  func json() async throws {
    let log = RecordingSink()
    _ = try await Requests.reply(
      to: ["client_address": "203.0.113.96"], resolver: Self.resolver(), log: log
    ) {
      $0.exemptions.reverseNames = Self.names("trusted.example")
      $0.logging.form = .json
    }
    #expect(log.lines[0].contains("\"exemption\":\"reverse-name\",\"exempt_name\":\"relay.trusted.example\""))
  }

  @Test("Authentication-Results says none, with the reason")
  func authenticationResults() async throws {
    let reply = try await Requests.reply(to: ["client_address": "203.0.113.96"]) {
      $0.exemptions.relays = [IPNetwork("203.0.113.96")].compactMap(\.self)
      $0.header.kind = .authenticationResults
    }
    #expect(
      reply.hasPrefix(
        "action=prepend Authentication-Results: mx.example.org; none (SPF skipped for whitelisted relay -  client-ip="
      ))
  }
}
