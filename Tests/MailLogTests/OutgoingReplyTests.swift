import MailLog
import SPF
import Testing

/// What receivers say when SPF did not pass, with names and addresses of examples.
@Suite struct OutgoingReplyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let words: String
    let rule: String
    var kind = OutgoingRejection.Kind.spf
    var address: String?
    var domain: String?
    var identity: Identity.Scope?
    var testDescription: String { String(words.prefix(70)) }
  }

  static let cases: [Case] = [
    Case(
      words: """
        550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard 550-5.7.26 fail policy (-all) but it \
        fails to pass SPF checks with the ip: 550-5.7.26 [192.0.2.10]. To best protect our users from spam and phishing, \
        550-5.7.26 the message has been blocked. Please visit 550-5.7.26  https://support.example.org/mail/81126#auth for \
        more 550 5.7.26 information. 5b1f17b1804b1-si1 - gsmtp
        """, rule: "google-hard-fail", address: "192.0.2.10", domain: "example.com", identity: .mailFrom),
    Case(
      words: """
        550 5.7.26 This message fails to pass SPF checks for an SPF record with a hard fail policy (-all). To best \
        protect our users from spam and phishing, the message has been blocked.
        """, rule: "google-hard-fail"),
    Case(
      words: """
        421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message. Gmail \
        requires all bulk email senders to authenticate their email with SPF. Authentication results: SPF example.com \
        with IP address: 192.0.2.10 = Did not pass.
        """, rule: "google-bulk", address: "192.0.2.10", domain: "example.com"),
    Case(
      words: """
        550 5.7.27 This message was blocked because it didn't pass SPF authentication. Gmail requires bulk email senders \
        to authenticate their email with SPF. Authentication results: SPF with 192.0.2.10 = did not pass
        """, rule: "google-bulk", address: "192.0.2.10"),
    Case(
      words: """
        550-5.7.26 Your email has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all \
        senders to authenticate with either SPF or DKIM. 550-5.7.26  550-5.7.26  Authentication results: 550-5.7.26  \
        DKIM = did not pass 550-5.7.26  SPF [out.example.com] with ip: [2001:db8::10] = did 550-5.7.26 not pass \
        550-5.7.26  550-5.7.26  For instructions on setting up authentication, go to 550 5.7.26  \
        https://support.example.org/mail/answer/81126#authentication a640c23a-ab38 - gsmtp
        """, rule: "requires-either", kind: .authentication, address: "2001:db8::10",
      domain: "out.example.com"),
    Case(
      words: """
        421-4.7.26 This mail has been rate limited because it is unauthenticated. Gmail 421-4.7.26 requires all senders \
        to authenticate with either SPF or DKIM. 421-4.7.26  Authentication results: 421-4.7.26  DKIM = did not pass \
        421 4.7.26  SPF [example.com] with ip: [192.0.2.10] = did not pass.
        """, rule: "requires-either", kind: .authentication, address: "192.0.2.10", domain: "example.com"),
    Case(
      words: """
        550-5.7.26 This message does not have authentication information or fails to 550-5.7.26 pass authentication \
        checks (SPF or DKIM). To best protect our users from 550 5.7.26 spam, the message has been blocked.
        """, rule: "google-no-authentication", kind: .authentication),
    Case(
      words: "451 4.7.24 The SPF record of the sending domain has one or more suspicious entries.",
      rule: "google-suspicious-record", kind: .record),
    Case(
      words: "550 5.7.24 The SPF record of the sending domain has one or more suspicious entries.",
      rule: "google-suspicious-record", kind: .record),
    Case(
      words: """
        550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to \
        authenticate with either SPF or DKIM.
        """, rule: "requires-either", kind: .authentication),
    Case(
      words: """
        550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1 The sending server \
        is not in the record
        """, rule: "microsoft-violation"),
    Case(
      words: """
        550 5.7.515 Access denied, sending domain EXAMPLE.COM doesn't meet the required authentication level. The \
        sender's domain in the 5322.From address doesn't meet the authentication requirements defined for the sender. To \
        learn how to fix this see: https://go.example.org/fwlink/p/?linkid=2319303 Spf= Fail , Dkim= Pass , DMARC= Pass \
        [MX1.example.org 2026-11-24T10:00:00.000Z 08DE]
        """, rule: "microsoft-level", kind: .authentication, domain: "EXAMPLE.COM"),
    Case(
      words: """
        450 4.7.26 Service does not accept messages sent over IPv6 [2001:db8::10] unless they pass either SPF or DKIM \
        validation (message not signed)
        """, rule: "microsoft-ipv6", kind: .authentication, address: "2001:db8::10"),
    Case(
      words: """
        550 5.7.26 Access denied, a message sent over IPv6 [2001:db8::10] must pass either SPF or DKIM validation, this \
        message is not signed
        """, rule: "microsoft-ipv6", kind: .authentication, address: "2001:db8::10"),
    Case(
      words: """
        554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks. See \
        https://support.example.org/en-us/HT204137 for mailing best practices
        """, rule: "apple-both", kind: .authentication),
    Case(
      words: "554 INVALID IP FOR SENDING MAIL OF DOMAIN example.com [RCPT_TO]", rule: "wrong-address",
      domain: "example.com"),
    Case(
      words: """
        550 5.7.23 <bob@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. \
        Please see http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=192.0.2.10;r=<UNKNOWN>
        """, rule: "why-page", address: "192.0.2.10", domain: "example.com", identity: .mailFrom),
    Case(
      words: """
        550 5.7.23 <bob@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. \
        Please see http://www.openspf.net/Why?s=helo;id=out1.example.com;ip=172.18.0.1;r=<UNKNOWN>
        """, rule: "why-page", address: "172.18.0.1", domain: "out1.example.com", identity: .helo),
    Case(
      words: """
        550 5.7.24 <bob@example.net>: Recipient address rejected: Message rejected due to: SPF Permanent Error: Too many \
        DNS lookups. Please see http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=192.0.2.10;r=example.net
        """, rule: "why-page", kind: .record, address: "192.0.2.10", domain: "example.com",
      identity: .mailFrom),
    Case(
      words: """
        450 4.7.24 <bob@example.net>: Recipient address rejected: Message deferred due to: SPF Temporary Error: DNS \
        Timeout. Please see http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=192.0.2.10;r=example.net
        """, rule: "why-page", kind: .dns, address: "192.0.2.10", domain: "example.com",
      identity: .mailFrom),
    Case(
      words: """
        550 5.7.1 <bob@example.net>: Recipient address rejected: Please see \
        http://www.openspf.net/Why?s=mfrom;id=alice%40example.com;ip=192.0.2.10;r=mx.example.net
        """, rule: "why-page", address: "192.0.2.10", domain: "example.com", identity: .mailFrom),
    Case(
      words: """
        550 5.7.23 <bob@example.net>: Recipient address rejected: See \
        https://why.example.net/spf/why?s=mfrom&id=alice@example.com&ip=192.0.2.10
        """, rule: "why-page", address: "192.0.2.10", domain: "example.com", identity: .mailFrom),
    Case(
      words: """
        550 5.7.1 [SPF] 192.0.2.9 is not allowed to send mail from example.com. Please see \
        http://www.open-spf.org/Why?s=mfrom;id=a@example.com;ip=192.0.2.9
        """, rule: "why-page", address: "192.0.2.9", domain: "example.com", identity: .mailFrom),
    Case(
      words: """
        551 5.0.0 Rejected, look at \
        http://www.openspf.org/why.html?sender=al@example.com&ip=192.0.2.10&receiver=mx.example.net
        """, rule: "why-page", address: "192.0.2.10", domain: "example.com"),
    Case(
      words: "550 Bad SPF records for [example.com:192.0.2.10], see http://spf.pobox.com/",
      rule: "given-reason",
      kind: .record, address: "192.0.2.10", domain: "example.com"),
    Case(
      words: """
        550 5.1.0 192.0.2.10 is not allowed to send from <example.com> per it's SPF Record. Please inspect your SPF \
        settings, and try again. IB508 <http://x.example.org/srbounce>
        """, rule: "given-reason", address: "192.0.2.10", domain: "example.com"),
    Case(
      words: "550 SPF: 192.0.2.10 is not allowed to send mail from alice@example.com", rule: "stated-result",
      address: "192.0.2.10", domain: "example.com"),
    Case(words: "550 5.5.0 SPF: *** is not allowed to send mail. LPN004_401", rule: "stated-result"),
    Case(words: "550 SPF Sender Invalid - envelope rejected", rule: "stated-result"),
    Case(words: "550 5.7.1 Message rejected per sender's SPF policy - OXSUS001_514", rule: "given-reason"),
    Case(words: "550 5.7.0 message rejected per spf policy", rule: "given-reason"),
    Case(words: "550 5.7.1 [BFD] Sender prohibited by SPF", rule: "given-reason"),
    Case(
      words: """
        553-SPF (Sender Policy Framework) domain authentication 553-fail. Refer to the Troubleshooting page at \
        553-http://www.example.org/troubleshooting for more 553 information. (#5.7.1)
        """, rule: "stated-result"),
    Case(words: "550 5.7.1 SPF unauthorized mail is prohibited. (state 15).", rule: "stated-result"),
    Case(
      words: """
        550 SPF check failed [MIGbA6jL7yJjDtTO7aezmBudB0lLuqIngPY96lsYhd7M9NK5YSDsEJGzUUJyU3HgCA==  IP: 192.0.2.10]. \
        http://service.example.org/cgi-bin/help?subtype=1&&no=1001445&&id=20022.
        """, rule: "stated-result", address: "192.0.2.10"),
    Case(words: "451 SPF lookup failure (#4.3.0)", rule: "stated-result", kind: .dns),
    Case(
      words: """
        550 5.7.1 <bob@example.net>: Recipient address rejected: 192.0.2.10 is not permitted to send email for \
        example.com
        """, rule: "not-allowed", address: "192.0.2.10", domain: "example.com"),
    Case(
      words: "550 [192.0.2.10] is not allowed to send mail from example.com", rule: "not-allowed",
      address: "192.0.2.10", domain: "example.com"),
    Case(
      words: "550 5.7.1 SPF check failed for a.example.com", rule: "stated-result", domain: "a.example.com"),
    Case(
      words: "550 5.7.1 SPF MAIL FROM check failed: the address 2001:db8::10 is not permitted",
      rule: "stated-result",
      address: "2001:db8::10", identity: .mailFrom),
    Case(words: "550 5.7.1 SPF HELO check failed", rule: "stated-result", identity: .helo),
    Case(words: "554 5.7.1 Sender Policy Framework (SPF) fail", rule: "stated-result"),
    Case(words: "550 5.7.0 SPF Check: fail", rule: "stated-result"),
    Case(words: "554 5.7.1 Message rejected due to SPF validation failure", rule: "stated-result"),
    Case(words: "550 Rejected due to SPF failure", rule: "stated-result"),
    Case(words: "550 5.7.1 Message rejected due to SPF", rule: "given-reason"),
    Case(words: "550 Message rejected due to SPF policy", rule: "given-reason"),
    Case(
      words:
        "550 5.7.1 ASF gnomes rejected your message: SPF fail - not authorized. See https://infra.example.org/x",
      rule: "stated-result"),
    Case(
      words:
        "450 4.7.1 <alice@example.com>: Sender address rejected: SPF-Result=example.com: 'SERVFAIL' error on DNS "
        + "'SPF' lookup of 'example.com'", rule: "stated-result", kind: .dns, domain: "example.com"),
    Case(
      words: "550 5.7.1 domain of alice@example.com does not designate 192.0.2.10 as permitted sender",
      rule: "not-designated", address: "192.0.2.10", domain: "example.com"),
    Case(
      words: "550 5.7.1 <bob@example.net>: Recipient address rejected: Message rejected due to: domain owner "
        + "discourages use of this host", rule: "explanation"),
    Case(
      words:
        "550 5.7.1 Sender is not authorized by default to use 'alice@example.com' in 'mfrom' identity (mechanism "
        + "'-all' matched)", rule: "default-explanation", domain: "example.com", identity: .mailFrom),
    Case(words: "550 5.7.23 Message refused", rule: "code-fail"),
    Case(words: "451 4.7.24 Try again later", rule: "code-error", kind: .dns),
    Case(words: "451 4.7.24 SPF temperror", rule: "stated-result", kind: .dns),
    Case(
      words: "550 5.7.24 SPF temperror: DNS timeout for example.com", rule: "stated-result", kind: .dns,
      domain: "example.com"),
    Case(words: "451 4.7.24 SPF permerror", rule: "stated-result", kind: .record),
    Case(words: "451 4.7.24 SPF error: too many DNS lookups", rule: "stated-result", kind: .record),
    Case(words: "550 5.7.24 Message refused", rule: "code-error", kind: .record),
    Case(
      words: "451 4.7.23 SPF fail for example.com, try again", rule: "stated-result", domain: "example.com"),
    Case(
      words: "550 5.7.1 Rejected by DMARC policy for example.com (SPF=fail DKIM=none)", rule: "stated-result",
      kind: .authentication, domain: "example.com"),
    Case(
      words: "550 5.7.1 SPF and DKIM checks failed for this message", rule: "stated-result",
      kind: .authentication),
    Case(words: "550 5.7.1 DKIM/SPF verification failed", rule: "stated-result", kind: .authentication),
    Case(
      words: "550 5.7.1 Mail from 192.0.2.10 violates SPF of example.com", rule: "given-reason",
      address: "192.0.2.10"),
    Case(
      words: "550 5.7.1 No SPF record for example.com", rule: "given-reason", kind: .record,
      domain: "example.com"),
    Case(
      words: "550 5.7.1 SPF record for example.com is invalid", rule: "stated-result", kind: .record,
      domain: "example.com"),
    Case(
      words: "554 5.7.1 SPF-Pr\u{fc}fung f\u{fc}r example.com fehlgeschlagen", rule: "stated-result",
      domain: nil),
    Case(words: "550 5.7.1 R_SPF_FAIL, message refused", rule: "stated-result", kind: .authentication),
    Case(
      words: "5.7.1 [SPF] 192.0.2.9 is not allowed to send mail from example.com", rule: "stated-result",
      address: "192.0.2.9", domain: "example.com"),
    Case(
      words:
        "451-4.7.23 Message deferred - unable to verify SPF policy for 451 4.7.23 example.com. IB305 i{2b0c499b-c839}",
      rule: "given-reason", kind: .dns, domain: "example.com"),
    Case(
      words:
        "550 5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level.",
      rule: "microsoft-level", kind: .authentication, domain: "example.com"),
    Case(words: "554 5.7.1 spf check result is none", rule: "stated-result", kind: .record),
    Case(words: "550 Not verified by SPF", rule: "given-reason"),
    Case(words: "550 Blocked by SPF. (192.0.2.10)", rule: "given-reason", address: "192.0.2.10"),
    Case(words: "550 SPF policy rejected sender", rule: "stated-result"),
    Case(words: "554 5.7.1 Sender address rejected: Access denied due to SPF policy", rule: "given-reason"),
    Case(
      words: "550 5.7.1 The address 192.0.2.10 is not in the SPF record of example.com", rule: "given-reason",
      address: "192.0.2.10", domain: "example.com"),
    Case(words: "550 5.7.1 SPF: too many DNS lookups in example.com", rule: "stated-result", kind: .record),
    Case(words: "550 5.7.1 Multiple SPF records", rule: "given-reason", kind: .record),
    Case(words: "550 5.7.1 We require a valid SPF record", rule: "given-reason"),
    Case(words: "550 5.7.1 An SPF record is required", rule: "stated-result", kind: .record),
    Case(words: "550 5.7.1 spf=softfail", rule: "stated-result"),
    Case(
      words: """
        550-5.7.1 SPF MAIL FROM check failed: 550-5.7.1 The domain example.com explains: 550 5.7.1 Please see \
        http://www.example.com/mailpolicy.html
        """, rule: "stated-result", domain: "example.com", identity: .mailFrom),
  ]

  @Test(arguments: cases) func recognised(_ item: Case) throws {
    let found = try #require(Outgoing.rejection(item.words))
    #expect(found.rule == item.rule)
    #expect(found.kind == item.kind)
    #expect(found.statedAddress == item.address.flatMap { IPAddress($0) })
    #expect(found.statedDomain == item.domain)
    #expect(found.identity == item.identity)
    #expect(found.isTemporary == item.words.hasPrefix("4"))
  }

  /// Replies that have words of the cases in them and are about something else.
  static let others: [String] = [
    "550 5.7.1 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.",
    "550-5.7.26 Unauthenticated email from example.com is not accepted due to 550-5.7.26 domain's DMARC policy. Please contact the administrator of 550 5.7.26 example.com domain.",
    "451 4.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy, but temporary DNS failures prevent authentication.",
    "550 5.7.509 Access denied, sending domain EXAMPLE.COM does not pass DMARC verification and has a DMARC policy of reject.",
    "550 5.7.515 Access denied, sending domain EXAMPLE.COM doesn't meet the required authentication level. Spf= Pass , Dkim= Fail , DMARC= Fail",
    "550 5.7.1 Email rejected per DMARC policy for example.com",
    "554 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.example.org/HT204137",
    "550 5.7.30 This mail has been blocked because DKIM does not pass. Gmail requires all large senders to authenticate with DKIM. Authentication results: DKIM = did not pass.",
    "421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
    "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 550-5.7.26 DKIM = did not pass 550 5.7.26 SPF [example.com] with ip: [192.0.2.10] = Pass",
    "421-4.7.28 Gmail has detected an unusual rate of mail originating from your SPF 421-4.7.28 domain [example.com 35]. To protect our users from spam, mail has been 421 4.7.28 temporarily rate limited.",
    "550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit for sending email to external recipients",
    "550 5.7.25 [192.0.2.10] The IP address sending this message does not have a PTR record, or the forward DNS entry does not match.",
    "550 5.7.1 DMARC: SPF alignment failed for example.com",
    "550 5.7.1 Message failed DMARC evaluation. Please ensure your SPF and DKIM records are set up",
    "554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using bl.example.org; https://www.example.org/spf/lookup?ip=192.0.2.10",
    "554 5.7.1 Blocked, see https://check.example.org/why?ip=192.0.2.10",
    "554 5.7.1 Client host blocked by example.org/spf; see there",
    "550 5.7.1 Blocked using spf.example.org",
    "550 5.1.1 <spf@example.net>: Recipient address rejected: User unknown",
    "550 5.1.1 <bob@spf.example.net> user unknown, mailbox spf-failed.example.net rejected",
    "450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, see https://postgrey.example.org/help/spf.html",
    "451 4.7.1 Greylisting in action, senders that pass SPF are not delayed",
    "552 5.2.2 Over quota [aB+spf/failed==]",
    "550 Requested action not taken [MB+x1/spf/Z6JshP0ojK1bL2Z+e5y IP: 192.0.2.10]",
    "550 5.7.1 You are not allowed to send mail from this address",
    "553 5.7.1 <alice@example.com>: Sender address rejected: not owned by user alice",
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    "550 bob@example.net is not allowed to send mail from the list",
    "550 DKIM Sender Invalid - envelope rejected",
    "550 DMARC Sender Invalid - envelope rejected",
    "550 Rejected by header based Anti-Spoofing policy",
    "550 5.7.1 DKIM verification failed, SPF passed",
    "554 5.7.1 Spam message rejected; SPF_PASS, SPF_HELO_NONE, BAYES_99",
    "554 5.7.1 Message scored 15.2: SPF_NONE, R_SPF_NEUTRAL, DKIM_INVALID",
    "550 DMARC check failed. aspf=s adkim=r",
    "550 5.7.1 Message rejected as spam. For help set up SPF and DKIM",
    "550 5.7.1 Rejected. Check your SPF record at www.example.org/spf-failed",
    "554 5.7.9 Message not accepted for policy reasons.",
    "550 5.5.1 version 5.7.23.1 of this filter refuses the message",
    "550 Your message was rejected: ticket 1.5.7.23",
    "421 4.7.23 The sending IP address for this message doesn't have a PTR record, or the PTR record's forward DNS entry doesn't match the sending IP address. To protect users from spam, your email has been temporarily rate limited.",
    "550-5.7.1 [192.0.2.10] The IP you're using to send mail is not authorized to 550-5.7.1 send email directly to our servers. Please use the SMTP relay at your 550 5.7.1 service provider instead.",
    "550 5.7.1 192.0.2.10 is not authorized to send email directly to our servers",
    "550 5.1.1 spf: User unknown, message rejected",
    "550 5.7.1 DMARC verification failed. http://www.openspf.org/ explains how to begin",
    "551 5.7.1 SPFBL sender has non-existent internet domain.",
    "451 4.7.1 SPFBL you are greylisted.",
    "550 5.7.1 Message failed DMARC: SPF not aligned, DKIM none",
  ]

  @Test(arguments: others) func notRecognised(_ words: String) {
    let log = Outgoing.read(Outgoing.refusal(words))
    #expect(log.rejections == [])
    #expect(log.survey.bounced + log.survey.deferred == 1)
  }

  @Test(arguments: OutgoingRule.all.map(\.id)) func exampleOfRule(_ id: String) throws {
    let rule = try #require(OutgoingRule.all.first { $0.id == id })
    let found = try #require(Outgoing.rejection(rule.example))
    #expect(found.rule == id)
    if let kind = rule.kind { #expect(found.kind == kind) }
    #expect(!rule.summary.hasSuffix("."))
  }

  @Test func idsOfRulesAreDistinct() {
    #expect(Set(OutgoingRule.all.map(\.id)).count == OutgoingRule.all.count)
  }

  @Test func unfoldsLongReplies() throws {
    let found = try #require(
      Outgoing.rejection(
        "550-5.7.1 SPF check of example.com 550-5.7.1  550-5.7.1 failed, error 550 of 551. 550 5.7.1 Bye"))
    #expect(found.reply == "550 5.7.1 SPF check of example.com failed, error 550 of 551. Bye")
    #expect(found.replyCode == 550)
    #expect(found.enhancedCode == "5.7.1")
  }

  @Test(
    arguments: [
      ("550 5.7.23 SPF fail", 550, "5.7.23"), ("553 SPF fail (#5.7.1)", 553, "5.7.1"),
      ("550 SPF fail", 550, nil),
      ("5.7.1 SPF fail", 0, "5.7.1"), ("451-4.7.24 SPF 451 4.7.24 error", 451, "4.7.24"),
      ("SPF fail", 0, nil),
      ("550 5.7.23: SPF fail", 550, "5.7.23"), ("550 #5.7.1 SPF fail", 550, "5.7.1"),
    ] as [(String, Int, String?)])
  func codes(_ words: String, _ code: Int, _ enhanced: String?) throws {
    let found = try #require(Outgoing.rejection(words))
    #expect(found.replyCode == code)
    #expect(found.enhancedCode == enhanced)
  }

  @Test func page() throws {
    let found = try #require(
      Outgoing.rejection("550 5.7.1 SPF failed, see <https://help.example.org/spf?id=7>. Thank you"))
    #expect(found.page == "https://help.example.org/spf?id=7")
  }
}
