import SPF
import Testing

@testable import MailLog

/// Whether all that mail servers refuse for other reasons is told from what they refuse because of SPF.
@Suite struct OutgoingTrafficTests {
  /// Replies of many kinds of mail servers for reasons that are not SPF.
  static let replies: [String] = [
    "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in virtual mailbox table",
    "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550-5.1.1 unnecessary spaces. 550 5.1.1 For more information, go to https://support.example.org/mail/?p=NoSuchUser d65-20020a - gsmtp",
    "550 5.2.1 The email account that you tried to reach is inactive.",
    "552-5.2.2 The recipient's inbox is out of storage space. Please direct the 552 5.2.2 recipient to https://support.example.org/mail/?p=OverQuotaPerm",
    "452 4.2.2 The email account that you tried to reach is over quota.",
    "554 delivery error: dd Sorry, your message to bob@example.net cannot be delivered. This mailbox is disabled (554.30).",
    "554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using zen.dnsbl.example; https://www.example.org/query/ip/192.0.2.10",
    "550 5.7.1 Service unavailable, Client host [192.0.2.10] blocked using Spamlist. To request removal from this list see https://www.example.org/lookup.html (AS16012609)",
    "550-Mail from 192.0.2.10 refused: listed in bl.example.org 550 See https://www.example.org/spf/why?ip=192.0.2.10",
    "451 4.7.1 Greylisting in action, please come back later",
    "450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, see http://postgrey.example.org/help/example.net.html",
    "451 4.7.650 The mail server [192.0.2.10] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.example.org (S775)",
    "421 4.7.0 [TSS04] Messages from 192.0.2.10 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.example.org/error-codes",
    "550-5.7.25 [192.0.2.10] The IP address sending this message does not have a PTR 550-5.7.25 record setup, or the corresponding forward DNS entry does not match the 550 5.7.25 sending IP.",
    "554 5.7.1 <out1.example.com[192.0.2.10]>: Client host rejected: cannot find your reverse hostname, [192.0.2.10]",
    "450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.10]",
    "550-5.7.26 Unauthenticated email from example.com is not accepted due to 550-5.7.26 domain's DMARC policy. Please contact the administrator of 550-5.7.26 example.com domain if this was a legitimate mail. 550 5.7.26 https://support.example.org/mail/answer/2451690",
    "550 5.7.1 Email rejected per DMARC policy for example.com",
    "550 5.7.509 Access denied, sending domain example.com does not pass DMARC verification and has a DMARC policy of reject. [AM6EUR05FT017]",
    "554 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.example.org/en-us/HT204137 for",
    "421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
    "421-4.7.28 Gmail has detected an unusual rate of mail originating from your SPF 421-4.7.28 domain [example.com]. To protect our users from spam, mail has been 421 4.7.28 temporarily rate limited.",
    "550 5.7.30 This mail has been blocked because DKIM does not pass. Gmail requires all large senders to authenticate with DKIM. Authentication results: DKIM = did not pass.",
    "550 DKIM Sender Invalid - envelope rejected",
    "550 5.7.20 No passing DKIM signature found",
    "550-5.7.1 [192.0.2.10] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address. 550 5.7.1 To best protect our users from spam, the message has been blocked.",
    "552 5.7.0 This message was blocked because its content presents a potential security issue.",
    "554 5.7.1 Spam message rejected",
    "554 5.7.1 Message scored 15.2 of 10: BAYES_99, SPF_PASS, SPF_HELO_NONE, DKIM_INVALID",
    "550 High probability of spam",
    "554 Email rejected due to security policies - https://community.example.org/docs/DOC-1369#554 [ab1]",
    "550 Rejected by header based Anti-Spoofing policy: alice@example.com",
    "552 5.3.4 Message size exceeds fixed limit",
    "554 5.6.0 Message contains invalid header",
    "550 5.7.1 Virus detected by ClamAV - Eicar",
    "553 5.1.8 <alice@example.com>... Domain of sender address alice@example.com does not exist",
    "450 4.1.8 <alice@example.com>: Sender address rejected: Domain not found",
    "550 5.1.0 <alice@example.com>: Sender address rejected: undeliverable address",
    "550 Verification failed for <alice@example.com> 550 Sender verify failed",
    "553 5.7.1 <alice@example.com>: Sender address rejected: not owned by user alice",
    "554 5.7.1 <bob@example.net>: Relay access denied",
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    "550 5.7.1 You are not allowed to send to this list",
    "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group",
    "550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit for sending email to external recipients",
    "550 5.4.1 Recipient address rejected: Access denied. [AM7EUR06FT052.eop-eur06.prod.example.org 2026-11-24T10:00:00.000Z]",
    "504 5.5.2 <out1>: Helo command rejected: need fully-qualified hostname",
    "550 5.7.1 Helo command rejected: Host not found",
    "421 4.3.2 Service not available, closing transmission channel",
    "451 4.3.0 Error: queue file write error",
    "452 4.3.1 Insufficient system storage",
    "450 4.7.1 Error: too much mail from 192.0.2.10",
    "421 4.4.2 mx.example.net Error: timeout exceeded",
    "530 5.7.0 Must issue a STARTTLS command first",
    "454 4.7.5 Certificate validation failure, Reason:UntrustedRoot",
    "550 5.7.5 Message could not be delivered: MTA-STS validation failed",
    "550 Requested action not taken: mailbox unavailable For explanation visit https://postmaster.example.org/de/case?c=r0601&i=ip&v=192.0.2.10&r=1M0",
    "554-example.net (mxeue003) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is block listed. 554 For explanation visit https://postmaster.example.org/en/case?c=r0103&i=ip&v=192.0.2.10",
    "554 IP=192.0.2.10 - A problem occurred. Ask your postmaster for help or to contact tobr@rx.example.org to clarify. (BL)",
    "550 Mailbox unavailable or access denied [MPf7Mks9mtErD1Fu/P4qoIUD9I4pRUnj6knQFiQoCHIY9Qk4/EeKl6CyfnS52iRnCQ== IP: 192.0.2.10]",
    "550 spam message rejected. Please visit http://help.example.org/notspam-support/id?c=spf-ok-0aF2 or report details to abuse@corp.example.org. Error code: 0A1B2C",
    "550 5.7.0 Blocked - see https://support.example.org/dnsbl-lookup.cgi?ip=192.0.2.10",
    "554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.example.org/en-us/HT204137",
    "550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. OFR_506 [506]",
  ]

  /// A generator whose numbers are the same in every run.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 32) ^ (state << 32)
    }
  }

  static func id(_ number: Int) -> String {
    let digits = String(number, radix: 32, uppercase: true)
    return "4X" + String(repeating: "0", count: 9 - digits.count) + digits
  }

  static func message(_ number: Int, _ outcome: String, numbers: inout Numbers) -> String {
    let id = id(number)
    let sender =
      ["alice@example.com", "spf@corp.example.com", "news+spf-fail@example.com", ""].randomElement(
        using: &numbers) ?? ""
    return """
      Nov 24 10:00:00 out1 postfix/qmgr[9]: \(id): from=<\(sender)>, size=1234, nrcpt=1 (queue active)
      Nov 24 10:00:01 out1 postfix/smtp[9]: \(id): to=<spf\(number)@example.net>, relay=mx.example.net[203.0.113.25]:25, \
      delay=1, delays=0/0/0/1, dsn=\(outcome)
      Nov 24 10:00:01 out1 postfix/qmgr[9]: \(id): removed

      """
  }

  @Test func noFalseAlarm() {
    #expect(Self.replies.count >= 40)
    var numbers = Numbers(state: 4)
    var lines: [String] = []
    var text = ""
    for number in 0..<101_000 {
      let outcome: String
      if number % 101 == 0 {
        let reply = Self.replies[number / 101 % Self.replies.count]
        let status = reply.hasPrefix("4") ? "deferred" : "bounced"
        let said = number % 202 == 0 ? "said: " : "refused to talk to me: "
        outcome =
          "5.0.0, status=\(status) (host mx.example.net[203.0.113.25] \(said)\(reply) (in reply to RCPT TO command))"
      } else {
        outcome =
          [
            "2.0.0, status=sent (250 2.0.0 Ok: queued as 4Xspf\(number))",
            "2.0.0, status=sent (250 SPF fail 5.7.23 noted)",
          ]
          .randomElement(using: &numbers) ?? ""
      }
      text += Self.message(number, outcome, numbers: &numbers)
      if text.utf8.count > 1_000_000 {
        lines.append(text)
        text = ""
      }
    }
    lines.append(text)
    let log = OutgoingLog.read(lines: lines, ownDomains: Outgoing.ownDomains, now: Fixture.now)
    #expect(log.rejections.map(\.reply) == [])
    #expect(log.survey.bounced + log.survey.deferred == 1_000)
    #expect(log.survey.deliveries.values.reduce(0) { $0 + $1.count } + log.survey.otherDeliveries == 100_000)
    #expect(Set(log.survey.deliveries.keys) == ["example.com", "corp.example.com"])
  }

  /// What does not fit into the list is counted, and the last of each kind is kept.
  @Test func boundedList() throws {
    var numbers = Numbers(state: 5)
    var text = ""
    let words =
      "5.7.23, status=bounced (host mx.example.net[203.0.113.25] said: 550 5.7.23 SPF fail for 192.0.2."
    for number in 0..<110 {
      text += Self.message(number, words + "\(number == 105 ? 11 : 10))", numbers: &numbers)
    }
    let reader = OutgoingReader(
      ownDomains: Outgoing.ownDomains, options: MailLogOptions(now: Fixture.now), limit: 100)
    reader.read([text])
    let log = reader.log()
    let last = log.rejections.suffix(10).map(\.recipient)
    #expect(last.contains("spf109@example.net"))
    #expect(last.contains("spf105@example.net"))
    #expect(log.rejections.count + log.survey.omitted == 110)
    #expect(log.rejections.count <= 104)
    let addresses = try ["192.0.2.10", "192.0.2.11"].map { try #require(IPAddress($0)) }
    #expect(log.survey.statedAddresses == [addresses[0]: 109, addresses[1]: 1])
    #expect(log.rejections.map(\.position.line) == log.rejections.map(\.position.line).sorted())
  }

  /// However much mail of others is refused, ours has its room in the list; and theirs is counted to the last.
  @Test func othersTakeNoRoomFromOurs() throws {
    var text = ""
    for number in 0..<1_500 {
      text +=
        Outgoing.refusal(
          "550 SPF fail", id: Self.id(number), sender: "a@d\(number).example", status: "bounced")
        + "\n"
    }
    text += Outgoing.refusal("550 SPF fail for 192.0.2.10", id: Self.id(1_500)) + "\n"
    let reader = OutgoingReader(
      ownDomains: Outgoing.ownDomains, options: MailLogOptions(now: Fixture.now), limit: 100)
    reader.read([text])
    let log = reader.log()
    #expect(log.rejections.last?.sender == "alice@example.com")
    #expect(log.rejections.count == 201)
    #expect(log.survey.omitted == 0)
    #expect(log.survey.omittedOthers == 1_300)
    #expect(log.survey.strangers.count == 1_000)
    #expect(log.survey.strangers["d7.example"] == 1)
    #expect(log.survey.strangers["example.com"] == nil)
    #expect(log.survey.otherStrangers == 500)
  }

  /// Of more messages than are kept at a time, what came before is forgotten and nothing else.
  @Test func boundedQueue() throws {
    var text = ""
    for number in 0..<70_000 {
      text +=
        "Nov 24 10:00:00 out1 postfix/qmgr[9]: \(Self.id(number)): from=<a\(number)@example.com>, size=1\n"
    }
    for number in [100, 69_999] { text += Outgoing.attempt("550 SPF fail", id: Self.id(number)) + "\n" }
    let log = OutgoingLog.read(lines: [text], ownDomains: Outgoing.ownDomains, now: Fixture.now)
    #expect(log.rejections.map(\.sender) == [nil, "a69999@example.com"])
  }

  /// The pieces in which a log is fed make no difference, and no tail of a line is taken for one.
  @Test func oneLineAtATime() {
    var numbers = Numbers(state: 6)
    var text = ""
    for number in 0..<200 {
      let words = OutgoingReplyTests.cases[number % OutgoingReplyTests.cases.count].words
      text += Self.message(
        number, "5.7.23, status=bounced (host mx.example.net[203.0.113.25] said: \(words))", numbers: &numbers
      )
    }
    let whole = OutgoingLog.read(lines: [text], ownDomains: Outgoing.ownDomains, now: Fixture.now)
    let parts = Outgoing.read(text)
    #expect(whole.rejections == parts.rejections)
    #expect(whole.rejections.count == 200)
    #expect(whole.survey.octets + 0 == parts.survey.octets)
  }
}
