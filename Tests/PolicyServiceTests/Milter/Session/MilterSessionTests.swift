import SPF
import TestSupport
import Testing

@testable import PolicyService

@Suite("Sessions of a milter")
struct MilterSessionTests {
  private typealias P = MilterPackets
  private static let endOfMessage = P.packet("E")

  /// What the policy protocol answers to the same: the text of a refusal or a header field.
  private static func policyText(_ values: KeyValuePairs<String, String?>) async throws -> String {
    let reply = try await Requests.reply(to: values)
    return String(reply.dropFirst("action=".count).dropLast(2))
  }

  @Test("version 6: silence up to the recipient; the refusal is that of the policy protocol")
  func refuses() async throws {
    var exchange = MilterExchange()
    let negotiated = try await exchange.answers(P.negotiate())
    #expect(negotiated.count == 1 && negotiated.first?.hasPrefix("O") == true)
    #expect(
      try await exchange.answers(
        P.macros("C", ["v": "Postfix 3.7"]), P.connect(), P.helo(), P.macros("M", ["{mail_addr}": "x"]),
        P.mail()) == [])
    let expected = try await Self.policyText([:])
    #expect(
      try await exchange.answers(P.recipient()) == ["y" + expected.replacing("%", with: "%%") + "|"])
    #expect(exchange.sink.lines == [expected])
    #expect(exchange.session.takesProgress)
    #expect(try await exchange.answers(P.packet("A"), P.packet("Q")) == ["end"])
  }

  @Test("older versions: each command has its answer", arguments: [UInt32(2), 3, 4])
  func older(version: UInt32) async throws {
    var exchange = MilterExchange()
    let steps: UInt32 = version == 2 ? 0x7f : version == 3 ? 0x17f : 0x37f
    let negotiated = try await exchange.answers(P.negotiate(version: version, steps: steps))
    #expect(negotiated.first?.hasPrefix("O|||\\\(version)") == true)
    #expect(
      try await exchange.answers(
        P.connect("192.0.2.7"), P.helo(), P.mail(), P.recipient(), P.header("A", "b"))
        == ["c", "c", "c", "c", "c"])
    let answers = try await exchange.answers(Self.endOfMessage)
    #expect(answers.count == 2 && answers.last == "c")
    #expect(answers.first?.hasPrefix("i||||Received-SPF|Pass (mailfrom) identity=mailfrom;") == true)
  }

  @Test("a mail server that sends everything although it was not asked for")
  func everything() async throws {
    var exchange = MilterExchange()
    _ = try await exchange.answers(P.negotiate(version: 4, steps: 0x1))
    #expect(
      try await exchange.answers(
        P.connect("192.0.2.7"), P.helo(), P.packet("U", "XYZZY\0"), P.mail(), P.recipient(), P.packet("T"),
        P.header("Subject", "test"), P.packet("N"), P.packet("B", "Hello.\r\n"), P.packet("?"),
        P.macros("E", ["i": "4XABCD"]), Self.endOfMessage
      ).map(\.first) == ["c", "c", "c", "c", "c", "c", "c", "c", "c", "i", "c"])
    // Where the answer "no more of these" is understood it is given to a body.
    var skipping = MilterExchange()
    _ = try await skipping.answers(P.negotiate(version: 6, steps: 0x400))
    #expect(
      try await skipping.answers(
        P.connect("192.0.2.7"), P.helo(), P.mail(), P.recipient(), P.packet("B", "x")
      ).last
        == "s")
  }

  @Test("a pass is inserted at the end of the message, folded, on its lines without carriage returns")
  func inserts() async throws {
    var exchange = try await MilterExchange.begun(address: "192.0.2.7")
    #expect(try await exchange.answers(P.mail(), P.recipient()) == ["c"])
    let answers = try await exchange.answers(Self.endOfMessage)
    let expected = try await Self.policyText(["client_address": "192.0.2.7"])
    let field = try #require(answers.first)
    #expect(answers.count == 2 && answers.last == "c")
    #expect(field.hasPrefix("i||||Received-SPF|") && field.hasSuffix("|") && !field.contains("\r"))
    #expect(
      "prepend Received-SPF: "
        + field.dropFirst("i||||Received-SPF|".count).dropLast().replacing("\n", with: "")
        == expected)
    #expect(field.contains("\n "))
  }

  @Test("the kind of the header field is configured")
  func headers() async throws {
    var results = try await MilterExchange.begun(
      address: "192.0.2.7", policy: { $0.header.kind = .authenticationResults })
    let answers = try await results.answers(P.mail(), P.recipient(), Self.endOfMessage)
    #expect(
      answers.dropFirst().first?.hasPrefix("i||||Authentication-Results|mx.example.org; spf=pass (") == true)
    var none = try await MilterExchange.begun(address: "192.0.2.7", policy: { $0.header.kind = .none })
    #expect(try await none.answers(P.mail(), P.recipient(), Self.endOfMessage) == ["c", "c"])
    var monitoring = try await MilterExchange.begun(policy: { $0.isMonitoring = true })
    let monitored = try await monitoring.answers(P.mail(), P.recipient(), Self.endOfMessage)
    #expect(monitored.count == 3)
    #expect(monitored.dropFirst().first?.contains("Received-SPF|Fail (mailfrom)") == true)
    #expect(monitoring.sink.lines.first?.hasPrefix("Monitoring only, not answered: 550 5.7.23 ") == true)
  }

  @Test("two messages on one connection, the second after RSET: nothing of one is in the other")
  func messages() async throws {
    var exchange = try await MilterExchange.begun(address: "192.0.2.7")
    _ = try await exchange.answers(
      P.mail("<first@example.com>"), P.recipient(), P.header("Authentication-Results", "mx.example.org; none")
    )
    #expect(try await exchange.answers(P.packet("A")) == [])
    let answers = try await exchange.answers(P.mail("<second@example.com>"), P.recipient(), Self.endOfMessage)
    #expect(answers.count == 3)
    #expect(answers.dropFirst().first?.contains("second@example.com") == true)
    let third = try await exchange.answers(
      P.mail("<third@absent.example.com>"), P.recipient(), Self.endOfMessage)
    #expect(third.dropFirst().first?.contains("Received-SPF|None") == true)
    // A message that is given up is logged as it is by a policy service.
    #expect(exchange.sink.lines.count == 3)
    // The next client on this connection is another one.
    #expect(
      try await exchange.answers(P.packet("K"), P.connect(), P.helo(), P.mail(), P.recipient()).first?
        .hasPrefix("y550 5.7.23 ") == true)
  }

  @Test("one decision and one header field for all recipients; the link names each")
  func recipients() async throws {
    var accepted = try await MilterExchange.begun(address: "192.0.2.7")
    let answers = try await accepted.answers(
      P.mail(), P.recipient("<a@one.example>"), P.recipient("<b@two.example>"), Self.endOfMessage)
    #expect(answers.map(\.first) == ["c", "c", "i", "c"])
    #expect(accepted.sink.lines.count == 1)
    var refused = try await MilterExchange.begun()
    let refusals = try await refused.answers(
      P.mail(), P.recipient("<a@one.example>"), P.recipient("<b@two.example>"))
    #expect(refusals.count == 2)
    #expect(refusals.first?.contains(";r=one.example ") == true)
    #expect(refusals.last?.contains(";r=two.example ") == true)
  }

  @Test("the log has the queue ID, which Postfix knows only after the first recipient")
  func queueID() async throws {
    var exchange = try await MilterExchange.begun(address: "192.0.2.7")
    _ = try await exchange.answers(P.mail(), P.recipient())
    #expect(exchange.sink.lines == [])
    _ = try await exchange.answers(P.macros("R", ["i": "4XABCD"]), P.recipient("<c@rx.example.org>"))
    #expect(exchange.sink.lines.first?.hasPrefix("4XABCD: prepend Received-SPF: Pass") == true)
    _ = try await exchange.answers(
      P.packet("A"), P.mail(), P.recipient(), P.macros("E", ["i": "4XEFGH"]), Self.endOfMessage)
    #expect(exchange.sink.lines.count == 2)
    #expect(exchange.sink.lines.last?.hasPrefix("4XEFGH: prepend Received-SPF: Pass") == true)
    // Sendmail knows it at MAIL.
    _ = try await exchange.answers(P.macros("M", ["i": "oADB1"]), P.mail(), P.recipient())
    #expect(exchange.sink.lines.last?.hasPrefix("oADB1: prepend") == true)
    // Not for the next message.
    _ = try await exchange.answers(P.mail(), P.recipient(), P.packet("Q"))
    #expect(exchange.sink.lines.last?.hasPrefix("prepend") == true)
  }

  @Test(
    "forged fields with our id are deleted from the last to the first, before ours is inserted; others stay")
  func forged() async throws {
    var exchange = try await MilterExchange.begun(address: "192.0.2.7")
    let fields = [
      ("Authentication-Results", "mx.example.org; spf=pass smtp.mailfrom=a@example.com"),
      ("Subject", "test"), ("AUTHENTICATION-RESULTS", "other.example; spf=pass"),
      ("authentication-results", "\n\t(forged)\n MX.example.org; dkim=pass"),
    ]
    let answers = try await exchange.answers(
      P.mail(), P.recipient(), fields.flatMap { P.header($0.0, $0.1) }, Self.endOfMessage)
    #expect(
      answers.dropFirst().map { String($0.prefix(31)) } == [
        "m|||\\3Authentication-Results||", "m|||\\1Authentication-Results||",
        "i||||Received-SPF|Pass (mailfro", "c",
      ])
  }

  @Test("of a client in a local network nothing is deleted; an authenticated user is no such client")
  func trusted() async throws {
    let forged = P.header("Authentication-Results", "mx.example.org; spf=pass")
    var local = try await MilterExchange.begun(address: "127.0.0.1")
    #expect(
      try await local.answers(P.mail(), P.recipient(), forged, Self.endOfMessage).map(\.first) == [
        "c", "i", "c",
      ])
    var user = try await MilterExchange.begun()
    #expect(
      try await user.answers(
        P.macros("M", ["{auth_authen}": "alice"]), P.mail("<alice@nothing.example.net>"), P.recipient(),
        forged,
        Self.endOfMessage
      ).map(\.first) == ["c", "m", "c"])
    // As the policy protocol logs it.
    #expect(user.sink.lines == ["Not checked: authenticated user alice"])
    // The user of one message is not that of the next one.
    #expect(try await user.answers(P.mail(), P.recipient()).first?.hasPrefix("y550") == true)
    var keeping = try await MilterExchange.begun(
      address: "192.0.2.7", milter: { $0.removesForgedResults = false })
    #expect(
      try await keeping.answers(P.mail(), P.recipient(), forged, Self.endOfMessage).map(\.first) == [
        "c", "i", "c",
      ])
  }

  @Test("quarantine instead of a refusal for good, not instead of one for now")
  func quarantine() async throws {
    var exchange = try await MilterExchange.begun(
      milter: { $0.rejection = .quarantine }, policy: { $0.errors.temporaryErrors = .defer })
    let answers = try await exchange.answers(P.mail(), P.recipient(), Self.endOfMessage)
    #expect(answers.map(\.first) == ["c", "i", "q", "c"])
    #expect(answers.dropFirst().first?.contains("Received-SPF|Fail (mailfrom)") == true)
    #expect(answers.dropFirst(2).first?.hasPrefix("qMessage rejected due to: SPF fail") == true)
    #expect(exchange.sink.lines.first?.hasPrefix("Quarantined, not refused: 550 5.7.23 Message") == true)
    #expect(exchange.sink.lines.last?.hasPrefix("prepend Received-SPF: Fail") == true)
    #expect(
      try await exchange.answers(P.mail("<a@down.example.com>"), P.recipient()).first?.hasPrefix(
        "y451 4.7.24 ")
        == true)
    // A mail server that does not offer it has the message refused.
    var poor = MilterExchange(milter: { $0.rejection = .quarantine })
    _ = try await poor.answers(P.negotiate(actions: 0x01), P.connect(), P.helo())
    #expect(try await poor.answers(P.mail(), P.recipient()).first?.hasPrefix("y550 5.7.23 ") == true)
    // Monitoring, nothing is held back.
    var monitoring = try await MilterExchange.begun(
      milter: { $0.rejection = .quarantine }, policy: { $0.isMonitoring = true })
    #expect(
      try await monitoring.answers(P.mail(), P.recipient(), Self.endOfMessage).map(\.first) == [
        "c", "i", "c",
      ])
  }

  @Test("what a mail server does not offer is not done, and said")
  func lacking() async throws {
    var exchange = MilterExchange()
    _ = try await exchange.answers(P.negotiate(actions: 0x20))
    _ = try await exchange.answers(P.connect("192.0.2.7"), P.helo())
    #expect(
      try await exchange.answers(
        P.mail(), P.recipient(), P.header("Authentication-Results", "mx.example.org; none"), Self.endOfMessage
      )
        == ["c", "c"])
    let words = MilterActions([.addHeaders, .changeHeaders]).words
    #expect(words.contains("insert header fields, nor delete"))
  }

  @Test("at MAIL: refused there, recipients need not be sent")
  func atMail() async throws {
    var exchange = MilterExchange(milter: { $0.stage = .mail })
    let negotiated = try await exchange.answers(P.negotiate())
    #expect(negotiated.first?.hasPrefix("O") == true)
    let refused = try await exchange.answers(P.connect(), P.helo(), P.mail())
    #expect(refused.first?.hasPrefix("y550 5.7.23 ") == true)
    #expect(refused.first?.contains(";r=none ") == true)
    _ = try await exchange.answers(P.packet("A"))
    // One that sends them all the same is answered.
    #expect(
      try await exchange.answers(
        P.packet("K"), P.connect("192.0.2.7"), P.helo(), P.mail(), P.recipient(), P.recipient(),
        Self.endOfMessage
      ).map(\.first) == ["c", "c", "c", "i", "c"])
    #expect(try await exchange.answers(P.macros("M", ["{auth_authen}": "alice"]), P.mail()) == ["c"])
  }

  @Test("the null reverse-path, HELO, and clients of every kind")
  func identities() async throws {
    var null = try await MilterExchange.begun(helo: "mail.example.net")
    #expect(try await null.answers(P.mail("<>"), P.recipient()).first?.contains("s=helo") == true)
    var helo = try await MilterExchange.begun(address: "192.0.2.7", helo: "nothing.example.net")
    #expect(
      try await helo.answers(P.mail(), P.recipient()).first?.contains("s=helo;id=nothing.example.net") == true
    )
    var six = MilterExchange()
    _ = try await six.answers(P.negotiate(), P.connect("IPv6:2001:db8::7", family: "6"), P.helo())
    #expect(
      try await six.answers(P.mail(), P.recipient(), Self.endOfMessage).dropFirst().first?.contains(
        "client-ip=\"2001:db8::7\"") == true)
    // A program on this host, or an address that is not known: nothing to check.
    for family in ["L", "U"] as [Character] {
      var local = MilterExchange()
      _ = try await local.answers(P.negotiate(), P.connect("/run/socket", family: family), P.helo())
      #expect(try await local.answers(P.mail(), P.recipient(), Self.endOfMessage) == ["c", "c"])
    }
    // The address in a macro, where the connection has none.
    var macro = MilterExchange()
    _ = try await macro.answers(
      P.negotiate(), P.macros("C", ["{client_addr}": "203.0.113.99"]), P.connect(family: "U"), P.helo())
    #expect(try await macro.answers(P.mail(), P.recipient()).first?.hasPrefix("y550") == true)
    // Without HELO.
    var mute = MilterExchange()
    _ = try await mute.answers(P.negotiate(), P.connect())
    #expect(try await mute.answers(P.mail(), P.recipient()).first?.hasPrefix("y550") == true)
  }

  @Test(
    "replies without enhanced codes, and deferrals",
    arguments: [
      (true, ErrorRules.TemporaryErrors.defer, "y451 4.7.24 "), (false, .defer, "y451 4.7.1 "),
      (true, .deferIfPermit, "y450 4.7.24 "), (false, .deferIfPermit, "y450 4.7.1 "), (true, .accept, "c"),
    ])
  func codes(isEnhanced: Bool, rule: ErrorRules.TemporaryErrors, code: String) async throws {
    var exchange = try await MilterExchange.begun(policy: {
      $0.reply.hasEnhancedCodes = isEnhanced
      $0.errors.temporaryErrors = rule
      $0.errors.rejectsPermanentErrors = true
    })
    #expect(
      try await exchange.answers(P.mail("<a@down.example.com>"), P.recipient()).first?.hasPrefix(code) == true
    )
    let permanent = try await exchange.answers(P.mail("<a@broken.example.com>"), P.recipient())
    #expect(permanent.first?.hasPrefix(isEnhanced ? "y550 5.7.24 " : "y550 5.7.1 ") == true)
  }

  @Test("a refusal has at most 512 octets, whatever the sender")
  func length() async throws {
    let local = String(repeating: "%", count: 500)
    var exchange = try await MilterExchange.begun()
    let answer = try #require(
      try await exchange.answers(P.mail("<\(local)@example.com>"), P.recipient()).first)
    #expect(answer.dropFirst().dropLast().replacing("%%", with: "%").utf8.count <= 510)
  }

  @Test("commands out of their order end the connection with an error")
  func order() async throws {
    let cases: [([UInt8], MilterCode, MilterPhase)] = [
      (P.connect(), .connect, .opened), (P.mail(), .mail, .opened), (P.packet("E"), .endOfMessage, .opened),
      (P.packet("U", "X\0"), .unknownSMTP, .opened), (P.negotiate() + P.negotiate(), .negotiate, .negotiated),
      (P.negotiate() + P.helo(), .helo, .negotiated), (P.negotiate() + P.mail(), .mail, .negotiated),
      (P.negotiate() + P.connect() + P.recipient(), .recipient, .connected),
      (P.negotiate() + P.connect() + P.header("A", "b"), .header, .connected),
      (P.negotiate() + P.connect() + P.packet("N"), .endOfHeader, .connected),
      (P.negotiate() + P.connect() + P.packet("B"), .body, .connected),
      (P.negotiate() + P.connect() + P.packet("T"), .data, .connected),
      (P.negotiate() + P.connect() + P.mail() + P.packet("A") + P.packet("E"), .endOfMessage, .connected),
      (P.negotiate() + P.connect() + P.packet("K") + P.mail(), .mail, .negotiated),
      (P.negotiate() + P.connect() + P.mail() + P.negotiate(), .negotiate, .message),
    ]
    for (packets, code, phase) in cases {
      var exchange = MilterExchange()
      await #expect(throws: MilterProtocolError.unexpected(code, in: phase)) {
        try await exchange.answers(packets)
      }
    }
    var early = MilterExchange()
    #expect(try await early.answers(P.packet("A"), P.macros("C", [:]), P.packet("Q")) == ["end"])
  }

  @Test("any commands in any order: answered or an error, never a trap")
  func random() async throws {
    var random = SeededGenerator(seed: 8)
    let packets: [[UInt8]] = [
      P.negotiate(), P.negotiate(version: 2, steps: 0), P.connect(), P.connect("192.0.2.7"),
      P.connect(family: "U"),
      P.connect("x", family: "6"), P.helo(), P.helo(""), P.mail(), P.mail("<>"), P.mail("<@:\"\\"),
      P.recipient(),
      P.recipient(""), P.packet("T"), P.header("Authentication-Results", "mx.example.org;"), P.header("", ""),
      P.packet("N"), P.packet("B", "x"), P.packet("E"), P.packet("A"), P.packet("K"), P.packet("U", "X\0"),
      P.packet("?"),
      P.macros("M", ["i": "4X", "{auth_authen}": ""]), P.macros("E", ["i": "\u{1}"]),
    ]
    for _ in 0..<400 {
      var exchange = MilterExchange(milter: {
        $0.stage = Bool.random(using: &random) ? .mail : .recipient
        $0.rejection = Bool.random(using: &random) ? .quarantine : .refuse
      })
      _ = try await exchange.answers(P.negotiate(), P.connect())
      for _ in 0..<20 {
        let packet = packets[Int.random(in: 0..<packets.count, using: &random)]
        do {
          _ = try await exchange.answers(packet)
        } catch {
          #expect(error is MilterProtocolError)
          break
        }
      }
      exchange.close()
      #expect(exchange.session.phase != .message)
    }
  }
}
