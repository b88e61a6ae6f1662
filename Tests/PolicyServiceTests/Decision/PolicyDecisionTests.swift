import PolicyService
import SPF
import Testing

@Suite("Decisions")
struct PolicyDecisionTests {
  private static let why = "Please see http://www.openspf.net/Why?"

  @Test("a pass gets the traditional header field with the keys of RFC 7208")
  func pass() async throws {
    let reply = try await Requests.reply(to: ["client_address": "192.0.2.7"])
    #expect(
      reply
        == "action=prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; "
        + "helo=host.example.org; envelope-from=\"alice@example.com\"; receiver=rx.example.org; "
        + "mechanism=\"ip4:192.0.2.0/24\"\n\n")
  }

  @Test("a fail names the address, the domain and the term after the traditional sentence")
  func fail() async throws {
    let reply = try await Requests.reply()
    #expect(
      reply
        == "action=550 5.7.23 Message rejected due to: SPF fail - not authorized. \(Self.why)"
        + "s=mfrom;id=alice@example.com;ip=203.0.113.99;r=rx.example.org "
        + "(203.0.113.99 is not allowed to send for example.com: \"-all\" decided)\n\n")
  }

  @Test("the record of another domain is named")
  func redirected() async throws {
    let reply = try await Requests.reply(to: ["sender": "alice@include.example.com"])
    #expect(reply.hasSuffix("for include.example.com: \"-all\" of example.com decided)\n\n"))
  }

  @Test(
    "softfail, neutral and none pass with a header field",
    arguments: [
      ("soft.example.com", "Softfail", "; mechanism=~all"),
      ("neutral.example.com", "Neutral", "; mechanism=?all"),
      ("open.example.com", "Neutral", "; mechanism=default"), ("absent.example.com", "None", ""),
    ])
  func accepted(domain: String, word: String, end: String) async throws {
    let reply = try await Requests.reply(to: ["sender": "a@\(domain)"])
    #expect(
      reply
        == "action=prepend Received-SPF: \(word) (mailfrom) identity=mailfrom; client-ip=203.0.113.99; "
        + "helo=host.example.org; envelope-from=\"a@\(domain)\"; receiver=rx.example.org\(end)\n\n")
  }

  @Test("permerror and temperror pass unless configured otherwise")
  func errors() async throws {
    let permanent = try await Requests.reply(to: ["sender": "a@broken.example.com"])
    #expect(permanent.hasPrefix("action=prepend Received-SPF: Permerror (mailfrom) identity=mailfrom; "))
    #expect(permanent.contains("; problem=\""))
    let temporary = try await Requests.reply(to: ["sender": "a@down.example.com"])
    #expect(temporary.hasPrefix("action=prepend Received-SPF: Temperror (mailfrom) identity=mailfrom; "))
    #expect(temporary.contains("SERVFAIL"))
  }

  @Test("permerror and temperror refuse when configured")
  func refusedErrors() async throws {
    let permanent = try await Requests.reply(to: ["sender": "a@broken.example.com"]) {
      $0.errors.rejectsPermanentErrors = true
    }
    #expect(
      permanent.hasPrefix("action=550 5.7.24 Message rejected due to: SPF Permanent Error: syntax error"))
    #expect(permanent.hasSuffix("(203.0.113.99 could not be checked for broken.example.com)\n\n"))
    let codes: [(ErrorRules.TemporaryErrors, Bool, String)] = [
      (.defer, true, "451 4.7.24"), (.defer, false, "451"),
      (.deferIfPermit, true, "defer_if_permit 4.7.24"), (.deferIfPermit, false, "defer_if_permit"),
    ]
    for (rule, isEnhanced, code) in codes {
      let reply = try await Requests.reply(to: ["sender": "a@down.example.com"]) {
        $0.errors.temporaryErrors = rule
        $0.reply.hasEnhancedCodes = isEnhanced
      }
      #expect(reply.hasPrefix("action=\(code) Message deferred due to: SPF Temporary Error: DNS: "))
    }
  }

  @Test("the matrix of rejection rules", arguments: RejectionRule.allCases)
  func matrix(rule: RejectionRule) async throws {
    let domains: [(String, SPFResult)] = [
      ("example.com", .fail), ("soft.example.com", .softfail), ("neutral.example.com", .neutral),
      ("absent.example.com", .none), ("broken.example.com", .permerror), ("down.example.com", .temperror),
    ]
    let refused: Set<SPFResult> =
      switch rule {
      case .notPass: [.fail, .softfail, .neutral, .permerror]
      case .softfail: [.fail, .softfail]
      case .fail: [.fail]
      case .null, .never, .notChecked: []
      }
    for (domain, result) in domains {
      let mailFrom = try await Requests.reply(to: ["sender": "a@\(domain)"]) {
        $0.mailFrom = rule == .null ? .never : rule
      }
      #expect(mailFrom.hasPrefix("action=550 ") == refused.contains(result), "MAIL FROM, \(rule), \(result)")
      let helo = try await Requests.reply(to: ["helo_name": domain, "sender": "a@absent.example.net"]) {
        $0.helo = rule
      }
      #expect(helo.hasPrefix("action=550 ") == refused.contains(result), "HELO, \(rule), \(result)")
    }
    let null = try await Requests.reply(to: ["helo_name": "example.com", "sender": ""]) { $0.helo = rule }
    #expect(null.hasPrefix("action=550 ") == (rule != .never && rule != .notChecked), "\(rule)")
  }

  @Test("a HELO name that fails is refused before MAIL FROM is looked at")
  func heloFail() async throws {
    let reply = try await Requests.reply(
      to: ["helo_name": "nothing.example.net", "sender": "a@down.example.com"])
    #expect(
      reply.hasPrefix(
        "action=550 5.7.23 Message rejected due to: SPF fail - not authorized. \(Self.why)"
          + "s=helo;id=nothing.example.net;ip=203.0.113.99;r=rx.example.org ("))
  }

  @Test("the null reverse-path is judged by the HELO name")
  func nullSender() async throws {
    let reply = try await Requests.reply(
      to: ["client_address": "192.0.2.7", "helo_name": "mail.example.net", "sender": ""])
    #expect(
      reply
        == "action=prepend Received-SPF: Pass (sender SPF authorized) identity=helo; client-ip=192.0.2.7; "
        + "helo=mail.example.net; envelope-from=\"<>\"; receiver=rx.example.org; mechanism=\"ip4:192.0.2.7\"\n\n"
    )
  }

  @Test("the HELO result is reported where MAIL FROM has none")
  func heloReported() async throws {
    let reply = try await Requests.reply(
      to: ["client_address": "192.0.2.7", "helo_name": "mail.example.net", "sender": "a@absent.example.com"])
    #expect(reply.contains("Received-SPF: Pass (sender SPF authorized) identity=helo;"))
  }

  @Test("local clients are not checked", arguments: ["127.0.0.1", "::1", "::ffff:127.9.9.9"])
  func local(address: String) async throws {
    let reply = try await Requests.reply(to: ["client_address": address, "helo_name": "localhost"])
    #expect(
      reply
        == "action=prepend X-Comment: SPF check N/A for local connections - client-ip=\(address); "
        + "helo=localhost; envelope-from=alice@example.com; receiver=rx.example.org \n\n")
  }

  @Test("one header field and one result for a message, the right recipient in each refusal")
  func instances() async throws {
    let passed = try await Requests.replies(to: [
      ["instance": "7.1", "client_address": "192.0.2.7"],
      ["instance": "7.1", "client_address": "192.0.2.7", "recipient": "carol@other.example.org"],
      ["instance": "7.2", "client_address": "192.0.2.7"],
    ])
    #expect(passed.map { $0.hasPrefix("action=prepend ") } == [true, false, true])
    #expect(passed[1] == "action=dunno\n\n")
    let refused = try await Requests.replies(to: [
      ["instance": "8.1"], ["instance": "8.1", "recipient": "carol@other.example.org"],
    ])
    #expect(refused[0].contains(";r=rx.example.org "))
    #expect(refused[1].contains(";r=other.example.org "))
  }

  @Test("the memory of instances is bounded")
  func boundedMemory() async throws {
    var requests: [KeyValuePairs<String, String?>] = []
    for number in 0...InstanceMemory.capacity {
      requests.append(["instance": "\(number)", "client_address": "192.0.2.7"])
    }
    requests.append(["instance": "0", "client_address": "192.0.2.7"])
    requests.append(["instance": "\(InstanceMemory.capacity)", "client_address": "192.0.2.7"])
    let replies = try await Requests.replies(to: requests)
    #expect(replies[replies.count - 2].hasPrefix("action=prepend"))
    #expect(replies[replies.count - 1] == "action=dunno\n\n")
  }

  @Test("monitoring refuses nothing and tells what it would have refused")
  func monitoring() async throws {
    let log = RecordingSink()
    let reply = try await Requests.reply(to: ["queue_id": "4XABCD"], log: log) { $0.isMonitoring = true }
    #expect(reply.hasPrefix("action=prepend Received-SPF: Fail (mailfrom) identity=mailfrom; "))
    #expect(log.lines.count == 2)
    #expect(
      log.lines.first?.hasPrefix(
        "4XABCD: Monitoring only, not answered: 550 5.7.23 Message rejected due to: ") == true)
    #expect(log.lines.last?.hasPrefix("4XABCD: prepend Received-SPF: Fail") == true)
  }

  @Test(
    "no client, an unreadable one, or nothing to check: no opinion",
    arguments: [
      ["client_address": nil], ["client_address": "unknown"], ["client_address": "192.0.2.7.8"],
      ["helo_name": "", "sender": ""], ["helo_name": nil, "sender": nil],
    ] as [KeyValuePairs<String, String?>])
  func noOpinion(values: KeyValuePairs<String, String?>) async throws {
    #expect(try await Requests.reply(to: values) == "action=dunno\n\n")
  }

  @Test("an unreadable client address is logged, escaped")
  func malformedClientLogged() async throws {
    let log = RecordingSink()
    _ = try await Requests.reply(to: ["client_address": "\u{1b}[2J"], log: log)
    #expect(log.lines == ["client_address is not an IP address: \"\\x1B[2J\"; not checked"])
  }

  @Test("what must be quoted is; what a URL cannot hold is percent-encoded; case of local parts is kept")
  func oddSenders() async throws {
    let fail = try await Requests.reply(
      to: ["sender": "O'Neil;r=x&b #%\u{e9}\"@EXAMPLE.com", "recipient": "Bob@RX.example.org"])
    #expect(
      fail.contains(
        "s=mfrom;id=O%27Neil%3Br%3Dx%26b%20%23%25%C3%A9%22@example.com;ip=203.0.113.99;r=rx.example.org ("))
    let pass = try await Requests.reply(
      to: [
        "client_address": "2001:db8::7", "sender": "\"A \\\\ b\"@Example.com",
        "helo_name": "[192.0.2.7]\u{1}",
      ])
    #expect(pass.contains("client-ip=\"2001:db8::7\"; helo=\"[192.0.2.7]\\\\x01\"; "))
    #expect(pass.contains("envelope-from=\"\\\"A \\\\\\\\ b\\\"@example.com\"; "))
  }

  @Test("the words of the owner are quoted as such")
  func explanation() async throws {
    let reply = try await Requests.reply(to: ["sender": "a@explained.example.com"])
    #expect(
      reply.hasSuffix(
        "(203.0.113.99 is not allowed to send for explained.example.com: \"-all\" decided. "
          + "explained.example.com explains: \"203.0.113.99 is 'not' one of our servers "
          + "(explained.example.com)\")\n\n"))
  }

  @Test("a refusal is one line of at most 450 octets of printable ASCII", arguments: [1, 60, 120, 250, 4000])
  func bounded(length: Int) async throws {
    let explained = String(repeating: "word ", count: length)
    let resolver = TestResolver(txt: [
      "example.com": "v=spf1 exp=why.example.com -all", "why.example.com": explained,
    ])
    for local in [1, 200, 4000] {
      let sender = String(repeating: "%", count: local) + "@example.com"
      let reply = try await Requests.reply(to: ["sender": sender], resolver: resolver)
      let text = reply.dropFirst("action=550 5.7.23 ".count).dropLast(2)
      #expect(text.utf8.count <= 450)
      #expect(text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    }
  }

  @Test(
    "with Postfix's words and the recipient a refusal fits a line of 512 octets",
    arguments: [1, 8, 60, 100, 238])
  func fitsLine(length: Int) async throws {
    let resolver = TestResolver(txt: [
      "example.com": "v=spf1 exp=why.example.com -all",
      "why.example.com": String(repeating: "word ", count: 250),
    ])
    let recipient = String(repeating: "r", count: length) + "@rx.example.org"
    let reply = try await Requests.reply(to: ["recipient": recipient], resolver: resolver)
    let text = reply.dropFirst("action=550 5.7.23 ".count).dropLast(2)
    let line = "550 5.7.23 <\(recipient)>: Recipient address rejected: \(text)\r\n"
    #expect(line.utf8.count <= 512)
    // What there is room for is used; beside the longest recipient there is none for the explanation.
    #expect(
      line.utf8.count > 508 || text.utf8.count == ReplyConfiguration.maximumLength
        || !text.contains("explains"))
    #expect(text.contains("explains") == (length <= 100))
  }

  @Test("names that are not US-ASCII are written as A-labels, as SPF's own header fields have them")
  func international() async throws {
    let resolver = TestResolver(txt: ["xn--bcher-kva.example.com": "v=spf1 ip4:192.0.2.7 -all"])
    let values: KeyValuePairs<String, String?> = [
      "client_address": "192.0.2.7", "helo_name": "mail.B\u{fc}cher.example.com",
      "sender": "U@b\u{fc}cher.example.com", "recipient": "me@M\u{fc}nchen.example.org",
    ]
    let pass = try await Requests.reply(to: values, resolver: resolver)
    #expect(
      pass
        == "action=prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; "
        + "helo=mail.xn--bcher-kva.example.com; envelope-from=\"U@xn--bcher-kva.example.com\"; "
        + "receiver=xn--mnchen-3ya.example.org; mechanism=\"ip4:192.0.2.7\"\n\n")
    let results = try await Requests.reply(to: values, resolver: resolver) {
      $0.header.kind = .authenticationResults
    }
    #expect(results.contains(" smtp.mailfrom=xn--bcher-kva.example.com (client-ip=192.0.2.7; "))
    let helo = try await Requests.reply(
      to: ["client_address": "192.0.2.7", "helo_name": "b\u{fc}cher.example.com", "sender": ""],
      resolver: resolver
    ) { $0.header.kind = .authenticationResults }
    #expect(helo.contains(" smtp.helo=xn--bcher-kva.example.com ("))
    // A URL has a way of its own: the octets as they came, percent-encoded.
    let fail = try await Requests.reply(to: ["sender": "u@b\u{fc}cher.example.com"], resolver: resolver)
    #expect(fail.contains(";id=u@b%C3%BCcher.example.com;"))
    #expect(fail.hasSuffix("is not allowed to send for xn--bcher-kva.example.com: \"-all\" decided)\n\n"))
  }

  @Test("octets that are no name stay what they are", arguments: ["b\u{fc}cher", "a..b\u{fc}.example.com"])
  func noName(text: String) async throws {
    let reply = try await Requests.reply(to: ["helo_name": text, "client_address": "192.0.2.7"])
    #expect(reply.contains("\\\\xC3\\\\xBC"))
  }

  @Test("the time for macros comes from outside")
  func time() async throws {
    let resolver = TestResolver(txt: [
      "example.com": "v=spf1 exp=why.example.com -all", "why.example.com": "asked at %{t}",
    ])
    let engine = PolicyEngine(
      configuration: PolicyConfiguration(hostName: "mx.example.org"), resolver: resolver,
      now: { 1_700_000_000_999 })
    let request = try #require(try Requests.request())
    var memory = InstanceMemory()
    let decision = await engine.decide(request, memory: &memory)
    #expect(String(decoding: decision.text, as: UTF8.self).contains("explains: \"asked at 1700000000\""))
  }

  @Test("Authentication-Results, none, hidden receivers")
  func headers() async throws {
    let result = try await Requests.reply(to: ["client_address": "192.0.2.7"]) {
      $0.header.kind = .authenticationResults
    }
    #expect(
      result
        == "action=prepend Authentication-Results: mx.example.org; spf=pass (sender SPF authorized) "
        + "smtp.mailfrom=example.com (client-ip=192.0.2.7; helo=host.example.org; "
        + "envelope-from=alice@example.com; receiver=rx.example.org)\n\n")
    let odd = try await Requests.reply(to: ["sender": "a@x=y.example.com"]) {
      $0.header.kind = .authenticationResults
    }
    #expect(odd.contains(" smtp.mailfrom=\"x=y.example.com\" ("))
    let log = RecordingSink()
    let none = try await Requests.reply(to: ["client_address": "192.0.2.7"], log: log) {
      $0.header.kind = .none
    }
    #expect(none == "action=dunno\n\n")
    #expect(log.lines.first?.hasPrefix("Header field not prepended: Received-SPF: Pass") == true)
    let hidden = try await Requests.reply { $0.hidesReceiver = true }
    #expect(hidden.contains(";r=%3CUNKNOWN%3E "))
  }

  @Test("what needs DNS is fetched, with the same answer")
  func fetched() async throws {
    var distant = TestResolver.story
    distant.distant = [try #require(DomainName("example.com"))]
    #expect(try await Requests.reply(resolver: distant) == Requests.reply())
  }
}
