import PolicyService
import SPF
import Testing

@Suite("Policies for some recipients and senders")
struct RecipientPolicyTests {
  /// A configuration with one policy that refuses nothing.
  private static func add(_ match: RecipientPolicy.Match, to configuration: inout PolicyConfiguration) {
    var own = configuration
    own.mailFrom = .never
    own.helo = .never
    configuration.policies.append(RecipientPolicy(name: "soft", match: match, configuration: own))
  }

  private static func match(
    recipients: Set<String> = [], recipientDomains: [String] = [], senderDomains: [String] = []
  ) -> RecipientPolicy.Match {
    var match = RecipientPolicy.Match()
    match.recipients = recipients
    match.recipientDomains = recipientDomains.compactMap { DomainName($0) }
    match.senderDomains = senderDomains.compactMap { DomainName($0) }
    return match
  }

  @Test(
    "which messages are meant",
    arguments: [
      (match(recipients: ["bob@rx.example.org"]), true), (match(recipients: ["bob@example.org"]), false),
      (match(recipientDomains: ["example.org"]), true), (match(recipientDomains: ["ample.org"]), false),
      (match(recipientDomains: ["sub.rx.example.org"]), false), (match(senderDomains: ["EXAMPLE.com"]), true),
      (match(senderDomains: ["example.net"]), false),
      (match(recipients: ["bob@rx.example.org"], senderDomains: ["example.com"]), true),
      (match(recipients: ["bob@rx.example.org"], senderDomains: ["example.net"]), false), (match(), true),
    ])
  func matches(match: RecipientPolicy.Match, isMeant: Bool) async throws {
    let reply = try await Requests.reply(to: ["recipient": "Bob@RX.example.org"]) { Self.add(match, to: &$0) }
    #expect(
      reply.hasPrefix(isMeant ? "action=prepend Received-SPF: Fail " : "action=550 5.7.23 "), "\(reply)")
  }

  @Test("a null sender and an unqualified recipient are in no domain")
  func nobody() async throws {
    let match = Self.match(senderDomains: ["example.com"])
    let reply = try await Requests.reply(to: ["sender": "", "helo_name": "nothing.example.net"]) {
      Self.add(match, to: &$0)
    }
    #expect(reply.hasPrefix("action=550 5.7.23 "))
  }

  @Test("recipients of one message have their own rules, and the message one header field")
  func several() async throws {
    func to(_ recipient: String) -> KeyValuePairs<String, String?> {
      ["recipient": .some(recipient), "instance": "1"]
    }
    let replies = try await Requests.replies(
      to: [
        to("a@soft.example.org"), to("b@hard.example.org"), to("c@soft.example.org"),
        to("d@hard.example.org"),
      ]
    ) { Self.add(Self.match(recipientDomains: ["soft.example.org"]), to: &$0) }
    #expect(
      replies.map { $0.prefix(18) } == [
        "action=prepend Rec", "action=550 5.7.23 ", "action=dunno\n\n", "action=550 5.7.23 ",
      ])
    let refusedFirst = try await Requests.replies(to: [to("b@hard.example.org"), to("a@soft.example.org")]) {
      Self.add(Self.match(recipientDomains: ["soft.example.org"]), to: &$0)
    }
    #expect(refusedFirst.map { $0.prefix(18) } == ["action=550 5.7.23 ", "action=prepend Rec"])
  }

  @Test("the first that matches counts, whether it is for one recipient or for a domain")
  func order() async throws {
    let one = Self.match(recipients: ["bob@rx.example.org"])
    let domain = Self.match(recipientDomains: ["rx.example.org"])
    for (matches, isFirst) in [([one, domain], true), ([domain, one], false)] {
      let reply = try await Requests.reply { configuration in
        for match in matches {
          var own = configuration
          own.policies = []
          own.mailFrom = match.recipients.isEmpty ? .fail : .never
          configuration.policies.append(RecipientPolicy(name: "x", match: match, configuration: own))
        }
      }
      #expect(reply.hasPrefix(isFirst ? "action=prepend " : "action=550 "), "\(reply)")
    }
  }

  @Test("JSON names the policy")
  func json() async throws {
    let log = RecordingSink()
    _ = try await Requests.reply(log: log) {
      $0.logging.form = .json
      Self.add(Self.match(), to: &$0)
    }
    #expect(log.lines[0].contains("\"policy\":\"soft\""))
  }
}
