import MailLog
import SPF
import Testing

/// One line of each form, and what it tells.
@Suite struct DialectTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let reporter: Reporter
    let identity: Identity.Scope?
    let result: SPFResult
    let disposition: Disposition
    var client: String?
    var sender: String?
    var helo: String?
    var testDescription: String { line }

    init(
      _ line: String, _ reporter: Reporter, _ identity: Identity.Scope?, _ result: SPFResult,
      _ disposition: Disposition, client: String? = nil, sender: String? = nil, helo: String? = nil
    ) {
      self.line = line
      self.reporter = reporter
      self.identity = identity
      self.result = result
      self.disposition = disposition
      self.client = client
      self.sender = sender
      self.helo = helo
    }
  }

  static let log = "Nov 24 02:03:04 mx1 "
  static let pairs =
    "client-ip=203.0.113.7; helo=mail.example.org; envelope-from=alice@example.org; receiver=<UNKNOWN> "
  static let url = "http://www.openspf.net/Why?s=mfrom;id=alice@example.org;ip=203.0.113.7;r=corp.example"

  static let cases: [Case] = [
    // policyd-spf
    Case(
      log + "policyd-spf[7]: Fail; identity=mailfrom; " + pairs, .policydSPF, .mailFrom, .fail, .unknown,
      client: "203.0.113.7", sender: "alice@example.org", helo: "mail.example.org"),
    Case(
      log + "policyd-spf[7]: Temperror; identity=helo; " + pairs, .policydSPF, .helo, .temperror, .unknown),
    Case(
      log + "policyd-spf[7]: prepend Received-SPF: Pass (sender SPF authorized) identity=helo; " + pairs,
      .policydSPF, .helo, .pass, .accepted, helo: "mail.example.org"),
    Case(
      log
        + "policyd-spf[7]: : Header field not prepended: Received-SPF: Neutral (mailfrom) identity=mailfrom; "
        + pairs,
      .policydSPF, .mailFrom, .neutral, .accepted),
    Case(
      log
        + "policyd-spf[7]: 4XABCD01: 550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
        + url,
      .policydSPF, .mailFrom, .fail, .rejected, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log
        + "policyd-spf[7]: 4XABCD01: Quarantined, not refused: 550 5.7.23 Message rejected due to: SPF fail - not "
        + "authorized. Please see " + url,
      .policydSPF, .mailFrom, .fail, .unknown, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log + "policyd-spf[7]: 550 Message rejected due to: SPF fail - not authorized. Please see " + url,
      .policydSPF, .mailFrom, .fail, .rejected),
    Case(
      log
        + "policyd-spf[7]: 550 5.7.23 Message rejected due to: Receiver policy for SPF Softfail. Please see "
        + url,
      .policydSPF, .mailFrom, .softfail, .rejected),
    Case(
      log + "policyd-spf[7]: 550 5.7.23 Message rejected due to: Write to dns@example.org. Please see " + url,
      .policydSPF, .mailFrom, .fail, .rejected),
    Case(
      log
        + "policyd-spf[7]: : defer_if_permit 4.7.24 Message deferred due to: SPF Temporary Error: DNS Timeout. "
        + "Please see http://www.openspf.net/Why?s=helo;id=mail.example.org;ip=2001:db8::7;r=<UNKNOWN>",
      .policydSPF, .helo, .temperror, .deferred, client: "2001:db8::7", helo: "mail.example.org"),
    Case(
      log
        + "policyd-spf[7]: : prepend Authentication-Results: mx1; spf=neutral (access neither permitted nor denied) "
        + "smtp.mailfrom=example.org (" + pairs + ")", .policydSPF, .mailFrom, .neutral, .accepted,
      client: "203.0.113.7", sender: "alice@example.org"),
    // A sender in the address of the reply that has its separators in it.
    Case(
      log + "policyd-spf[7]: 550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
        + "http://www.openspf.net/Why?s=mfrom;id=a;r=x&b@example.org;ip=203.0.113.7;r=<UNKNOWN>",
      .policydSPF, .mailFrom, .fail, .rejected, client: "203.0.113.7", sender: "a;r=x&b@example.org"),
    // Our own
    Case(
      #"{"time":"2026-11-24T07:04:00.123Z","severity":"info","event":"decision","client_address":"203.0.113.7","#
        + #""helo_name":"mail.example.org","sender":"alice@example.org","recipient":"bob@corp.example","#
        + #""identity":"mailfrom","result":"fail","action":"550 5.7.23","text":"No."}"#,
      .spf, .mailFrom, .fail, .rejected, client: "203.0.113.7", sender: "alice@example.org",
      helo: "mail.example.org"),
    // postfix-policyd-spf-perl
    Case(
      log
        + "postfix/policy-spf[7]: : SPF softfail (Mechanism '~all' matched): Envelope-from: alice@example.org",
      .policydSPFPerl, .mailFrom, .softfail, .unknown, sender: "alice@example.org"),
    Case(
      log
        + "postfix/policy-spf[7]: : SPF none (No applicable sender policy available): HELO/EHLO (Null Sender): mail.example.org",
      .policydSPFPerl, .helo, .none, .unknown, sender: "", helo: "mail.example.org"),
    Case(
      log
        + "postfix/policy-spf[7]: : Policy action=PREPEND Received-SPF: pass (example.org: 203.0.113.7 is authorized "
        + "to use 'alice@example.org' in 'mfrom' identity (mechanism 'mx' matched)) receiver=mx1; identity=mailfrom; "
        + "envelope-from=\"alice@example.org\"; helo=mail.example.org; client-ip=203.0.113.7",
      .policydSPFPerl, .mailFrom, .pass, .accepted, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log + "postfix/policy-spf[7]: Policy action=550 Please see "
        + "http://www.openspf.net/Why?s=mfrom;id=alice%40example.org;ip=203.0.113.7;r=mx1",
      .policydSPFPerl, .mailFrom, .fail, .rejected, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log
        + "postfix/policy-spf[7]: Policy action=DEFER_IF_PERMIT SPF-Result=example.org: 'SERVFAIL' error on DNS 'TXT' lookup of 'example.org'",
      .policydSPFPerl, nil, .temperror, .deferred),
    // Milters and filters
    Case(
      log + "pyspf-milter[7]: 5.7.23 Message rejected due to: SPF fail - not authorized. Please see " + url,
      .pyspfMilter, .mailFrom, .fail, .rejected, client: "203.0.113.7"),
    Case(
      log
        + "smf-spf[7]: SPF softfail: ip=203.0.113.7, fqdn=mail.example.org, helo=mail.example.org, from=<alice@example.org>",
      .smfSPF, .mailFrom, .softfail, .unknown, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log + "smf-spf[7]: SPF fail: 203.0.113.7, mail.example.org, mail.example.org, <alice@example.org>",
      .smfSPF, .mailFrom, .fail, .unknown, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log + "opendmarc[7]: 4F3A5B60C2: SPF(helo): example.org softfail", .openDMARC, .helo, .softfail,
      .unknown),
    Case(
      log + "sendmail[7]: kA3Jx9: Milter: from=<alice@example.org>, reject=550 5.7.1 Rejected, look at "
        + "http://www.openspf.org/why.html?sender=alice%40example.org&ip=203.0.113.7&receiver=mx1",
      .other, nil, .fail, .rejected, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log
        + "rspamd[7]: <4e6c43>; proxy; rspamd_task_write_log: id: <a@b>, qid: <21960A0677>, ip: 2001:db8::7, "
        + "from: <alice@example.org>, (default: F (add header): [7.00/15.00] [R_SPF_DNSFAIL(0.00){temporary DNS error}])",
      .rspamd, .mailFrom, .temperror, .accepted, client: "2001:db8::7", sender: "alice@example.org"),
    Case(
      log
        + "amavis[7]: (00006-01) Blocked SPAM {Discarded}, [203.0.113.7]:4444 [203.0.113.7] <alice@example.org> -> "
        + "<bob@corp.example>, Queue-ID: 4F3A5B60C1, Hits: 9, Tests: [SPF_FAIL=0.9,SPF_HELO_PASS=-0.001], 900 ms",
      .spamAssassin, .mailFrom, .fail, .rejected, client: "203.0.113.7", sender: "alice@example.org"),
    Case(
      log + "spamd[7]: spamd: result: Y 12 - BAYES_99,SPF_HELO_NONE,SPF_SOFTFAIL scantime=1.2,size=3000",
      .spamAssassin, .mailFrom, .softfail, .unknown),
    Case(
      log + "chasquid[7]: [mail.example.org:25] SPF result: softfail: example.org", .other, nil, .softfail,
      .unknown),
    // Exim
    Case(
      "2026-02-20 11:11:11 H=mail.example.org (helo.example.org) [203.0.113.7]:4444 X=TLS1.3 CV=no F=<alice@example.org> "
        + "rejected RCPT <bob@corp.example>: SPF check failed", .exim, .mailFrom, .fail, .rejected,
      client: "203.0.113.7", sender: "alice@example.org", helo: "helo.example.org"),
    Case(
      "2026-02-20 11:11:12 [4711] H=(helo.example.org) [203.0.113.7] F=<> temporarily rejected RCPT <bob@corp.example>: "
        + "temporary error in SPF lookup", .exim, .helo, .temperror, .deferred, client: "203.0.113.7",
      sender: ""),
    Case(
      log
        + "exim[7]: 2026-02-20 11:11:14 H=mail.example.org [203.0.113.7] F=<alice@example.org> rejected RCPT "
        + "<bob@corp.example>: SPF: 203.0.113.7 is not allowed to send mail from example.org",
      .exim, .mailFrom, .fail, .rejected, client: "203.0.113.7"),
    // Postfix alone
    Case(
      log
        + "postfix/smtpd[7]: NOQUEUE: milter-reject: MAIL from unknown[203.0.113.7]: 550 5.7.1 Rejected, look at "
        + "http://www.openspf.org/why.html?sender=alice%40example.org&ip=203.0.113.7&receiver=mx1; "
        + "from=<alice@example.org> proto=ESMTP helo=<mail.example.org>",
      .postfix, nil, .fail, .rejected, client: "203.0.113.7", sender: "alice@example.org",
      helo: "mail.example.org"),
    Case(
      log
        + "postfix/smtpd[7]: NOQUEUE: reject_warning: RCPT from unknown[203.0.113.7]: 550 5.7.23 <bob@corp.example>: "
        + "Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see " + url
        + "; from=<alice@example.org> to=<bob@corp.example> proto=ESMTP helo=<mail.example.org>",
      .postfix, .mailFrom, .fail, .unknown, client: "203.0.113.7", sender: "alice@example.org"),
  ]

  @Test(arguments: cases) func tells(_ expected: Case) throws {
    let event = try #require(Fixture.event(expected.line + "\n"))
    #expect(event.reporter == expected.reporter)
    #expect(event.identity == expected.identity)
    #expect(event.result == expected.result)
    #expect(event.disposition == expected.disposition)
    if let client = expected.client { #expect(event.client == IPAddress(client)) }
    if let sender = expected.sender { #expect(event.sender == sender) }
    if let helo = expected.helo { #expect(event.helo == helo) }
  }

  @Test(arguments: [
    "policyd-spf[7]: prepend X-Comment: SPF skipped for whitelisted relay - client-ip=192.0.2.5; helo=relay.example",
    "policyd-spf[7]: : prepend X-Comment: SPF check N/A for local connections - client-ip=127.0.0.1",
    "policyd-spf[7]: : prepend Authentication-Results: mx1; none (SPF check N/A for local connections -  client-ip=127.0.0.1)",
    "policyd-spf[7]: spfcheck: pyspf result: \"['Fail', 'SPF fail - not authorized', 'mailfrom']\"",
    "policyd-spf[7]: ERROR: Unknown name \"QueueID\" in file \"x\"",
    "policyd-spf[7]: Read line: \"sender=a@example.org\"",
    "postfix/policy-spf[7]: Policy action=DUNNO",
    "postfix/smtpd[7]: warning: problem talking to server private/policyd-spf",
    "postfix/smtpd[7]: connect from spf.example.org[203.0.113.7]", "dovecot: lmtp(spf): saved",
    "smf-spf[7]: starting",
  ]) func saysNothing(_ words: String) {
    let (events, survey) = Fixture.read(Self.log + words + "\n")
    #expect(events.isEmpty)
    #expect(survey.unparsed == 0)
  }

  @Test func whatIsNotUnderstoodIsCounted() {
    var unparsed: [String] = []
    let reader = MailLogReader(options: MailLogOptions(now: Fixture.now)) { position, line in
      unparsed.append("\(position.line) \(line)")
    } onEvent: { _ in
    }
    reader.begin(file: "mail.log")
    reader.feed(
      Array("Nov 24 02:03:04 mx1 other[7]: nothing\nNov 24 02:03:04 mx1 other[7]: the SPF of it\n".utf8))
    reader.finish()
    #expect(reader.survey.unparsed == 1)
    #expect(unparsed == ["2 Nov 24 02:03:04 mx1 other[7]: the SPF of it"])
  }
}
