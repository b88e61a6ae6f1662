import MailLog
import SPF
import Testing

/// Whether a refused message was ours, or somebody else's that we passed on.
@Suite struct OutgoingOriginTests {
  static let id = "4XyT0b1kZgz2xQ"
  static let fail = "550 5.7.23 SPF fail"

  static func smtpd(_ details: String, id: String = id, service: String = "postfix/smtpd") -> String {
    "Nov 24 10:00:00 out1 \(service)[900]: \(id): client=\(details)"
  }

  static func cleanup(_ messageID: String, id: String = id) -> String {
    "Nov 24 10:00:00 out1 postfix/cleanup[901]: \(id): message-id=<\(messageID)>"
  }

  static func qmgr(_ sender: String, id: String = id) -> String {
    "Nov 24 10:00:00 out1 postfix/qmgr[81]: \(id): from=<\(sender)>, size=1234, nrcpt=1 (queue active)"
  }

  static func pickup(id: String = id) -> String {
    "Nov 24 10:00:00 out1 postfix/pickup[902]: \(id): uid=33 from=<www-data>"
  }

  /// The bounce of a recipient that an alias made of another one.
  static var expanded: String {
    Outgoing.attempt(fail).replacing(
      "to=<bob@example.net>, ", with: "to=<bob@example.net>, orig_to=<bob@example.com>, ")
  }

  static func origin(_ lines: String..., ownDomains: Set<DomainName> = Outgoing.ownDomains) -> MessageOrigin?
  {
    let log = Outgoing.read(lines.joined(separator: "\n"), ownDomains: ownDomains)
    #expect(log.rejections.count == 1)
    #expect(log.survey.forwarded == (log.rejections.first?.origin.isForwarded == true ? 1 : 0))
    return log.rejections.first?.origin
  }

  static let foreign = "mx.example.org[198.51.100.99]"
  static let foreignAddress = IPAddress("198.51.100.99")

  @Test func users() {
    #expect(
      Self.origin(
        Self.smtpd("\(Self.foreign), sasl_method=PLAIN, sasl_username=alice"), Self.qmgr("alice@example.com"),
        Outgoing.attempt(Self.fail)) == .submitted(by: "alice"))
    // A user may send for a domain that nobody thought of, and to an alias.
    #expect(
      Self.origin(
        Self.smtpd("\(Self.foreign), sasl_method=PLAIN, sasl_username=alice@example.com, sasl_sender=x"),
        Self.qmgr("alice@forgotten.example"), Self.expanded) == .submitted(by: "alice@example.com"))
  }

  @Test func hostsOfOurs() {
    #expect(
      Self.origin(Self.smtpd("app[10.1.2.3]"), Self.qmgr("alice@example.com"), Outgoing.attempt(Self.fail))
        == .submitted(by: nil))
    #expect(
      Self.origin(Self.smtpd("app[fd00::5]"), Self.qmgr("x@other.example"), Outgoing.attempt(Self.fail))
        == .submitted(by: nil))
    // A host of ours on the Internet, which may relay.
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr("a@deep.corp.Example.com"), Outgoing.attempt(Self.fail))
        == .submitted(by: nil))
    #expect(
      Self.origin(
        Self.smtpd(Self.foreign, service: "postfix/submissions/smtpd"), Self.qmgr("x@other.example"),
        Outgoing.attempt(Self.fail)) == .submitted(by: nil))
    #expect(
      Self.origin(
        Self.smtpd(Self.foreign, service: "postfix/submission/smtpd"), Self.qmgr("x@other.example"),
        Outgoing.attempt(Self.fail)) == .submitted(by: nil))
  }

  @Test func programsAndNotices() {
    #expect(Self.origin(Self.pickup(), Self.qmgr("www@example.com"), Outgoing.attempt(Self.fail)) == .local)
    #expect(
      Self.origin(
        Self.smtpd("localhost[127.0.0.1]"), Self.qmgr("www@example.com"), Outgoing.attempt(Self.fail))
        == .local)
    #expect(
      Self.origin(Self.smtpd("localhost[::1]"), Self.qmgr("www@example.com"), Outgoing.attempt(Self.fail))
        == .local)
    let notice =
      "Nov 24 10:00:00 out1 postfix/bounce[9]: 4XyT0b1kZgz1xQ: sender non-delivery notification: \(Self.id)"
    #expect(Self.origin(notice, Self.qmgr(""), Outgoing.attempt(Self.fail)) == .local)
  }

  @Test func aliases() {
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr("eve@example.org"), Self.expanded)
        == .forwarded(from: Self.foreignAddress))
    // Without a list of domains of ours the alias tells.
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr("eve@example.org"), Self.expanded, ownDomains: [])
        == .forwarded(from: Self.foreignAddress))
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr("eve@example.org"), Outgoing.attempt(Self.fail))
        == .forwarded(from: Self.foreignAddress))
    #expect(
      Self.origin(
        Self.smtpd(Self.foreign), Self.qmgr("eve@example.org"), Outgoing.attempt(Self.fail), ownDomains: [])
        == .unknown)
    // Mail that has our reverse-path and came from outside to an alias was not sent by us.
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr("news@example.com"), Self.expanded)
        == .forwarded(from: Self.foreignAddress))
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr(""), Self.expanded)
        == .forwarded(from: Self.foreignAddress))
  }

  @Test(arguments: ["SRS0=abc1=x7=example.org=eve@example.com", "srs1=abc=example.org==x=y=e@example.com"])
  func rewritten(_ sender: String) {
    #expect(
      Self.origin(Self.smtpd(Self.foreign), Self.qmgr(sender), Outgoing.attempt(Self.fail))
        == .forwarded(from: Self.foreignAddress))
    #expect(
      Self.origin(Self.pickup(), Self.qmgr(sender), Outgoing.attempt(Self.fail)) == .forwarded(from: nil))
  }

  /// A filter script hands the same message in again.
  @Test func redirected() {
    let arrival = [
      Self.smtpd(Self.foreign, id: "4XyT0b1kZgz1xQ"), Self.cleanup("m1@example.org", id: "4XyT0b1kZgz1xQ"),
      Self.qmgr("eve@example.org", id: "4XyT0b1kZgz1xQ"),
    ].joined(separator: "\n")
    #expect(
      Self.origin(
        arrival, Self.pickup(), Self.cleanup("m1@example.org"), Self.qmgr("eve@example.org"),
        Outgoing.attempt(Self.fail)) == .forwarded(from: Self.foreignAddress))
    #expect(
      Self.origin(
        arrival, Self.smtpd("localhost[127.0.0.1]"), Self.cleanup("m1@example.org"),
        Self.qmgr("eve@example.org"),
        Outgoing.attempt(Self.fail), ownDomains: []) == .forwarded(from: Self.foreignAddress))
    // Behind a container's translation of addresses.
    #expect(
      Self.origin(
        arrival.replacing(Self.foreign, with: "unknown[172.18.0.1]"), Self.pickup(),
        Self.cleanup("m1@example.org"),
        Self.qmgr("eve@example.org"), Outgoing.attempt(Self.fail))
        == .forwarded(from: IPAddress("172.18.0.1")))
    // A list sends it on as its own.
    #expect(
      Self.origin(
        arrival, Self.pickup(), Self.cleanup("m1@example.org"), Self.qmgr("list-bounces@example.com"),
        Outgoing.attempt(Self.fail)) == .local)
    // An answer is another message.
    #expect(
      Self.origin(
        arrival, Self.pickup(), Self.cleanup("m2@example.com"), Self.qmgr("eve@example.org"),
        Outgoing.attempt(Self.fail)) == .local)
  }

  /// A content filter takes the message and gives it back under another id.
  @Test func throughAFilter() {
    let first = "4XyT0b1kZgz1xQ"
    let handover =
      "Nov 24 10:00:00 out1 postfix/smtp[9]: \(first): to=<bob@example.net>, relay=127.0.0.1[127.0.0.1]:10024, "
      + "delay=1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as \(Self.id))"
    let user = "\(Self.foreign), sasl_method=PLAIN, sasl_username=alice"
    #expect(
      Self.origin(
        Self.smtpd(user, id: first), Self.qmgr("alice@example.com", id: first),
        Self.smtpd("localhost[127.0.0.1]"),
        Self.qmgr("alice@example.com"), handover, Outgoing.attempt(Self.fail)) == .submitted(by: "alice"))
    #expect(
      Self.origin(
        Self.smtpd(Self.foreign, id: first), Self.qmgr("eve@example.org", id: first),
        Self.smtpd("localhost[127.0.0.1]"), Self.qmgr("eve@example.org"),
        handover.replacing("postfix/smtp[", with: "postfix/lmtp[").replacing(
          "relay=127", with: "orig_to=<bob@example.com>, relay=127"),
        Outgoing.attempt(Self.fail), ownDomains: []) == .forwarded(from: Self.foreignAddress))
    // The filter tells by XFORWARD.
    #expect(
      Self.origin(
        Self.smtpd(user, id: first),
        Self.smtpd("localhost[127.0.0.1], orig_queue_id=\(first), orig_client=\(Self.foreign)"),
        Self.qmgr("alice@example.com"), Outgoing.attempt(Self.fail)) == .submitted(by: "alice"))
    #expect(
      Self.origin(
        Self.smtpd("localhost[127.0.0.1], orig_client=\(Self.foreign)"), Self.qmgr("eve@example.org"),
        Outgoing.attempt(Self.fail)) == .forwarded(from: Self.foreignAddress))
  }

  /// `.forward` of a local user.
  @Test func forwardFile() {
    let first = "4XyT0b1kZgz1xQ"
    #expect(
      Self.origin(
        Self.smtpd(Self.foreign, id: first), Self.qmgr("eve@example.org", id: first),
        Self.qmgr("eve@example.org"),
        "Nov 24 10:00:00 out1 postfix/local[9]: \(first): to=<bob@example.com>, relay=local, delay=1, dsn=2.0.0, "
          + "status=sent (forwarded as \(Self.id))",
        Outgoing.attempt(Self.fail), ownDomains: []) == .forwarded(from: Self.foreignAddress))
  }

  @Test func nothingKnown() {
    #expect(Self.origin(Outgoing.attempt(Self.fail)) == .unknown)
    #expect(Self.origin(Self.qmgr("eve@example.org"), Outgoing.attempt(Self.fail)) == .unknown)
  }

  /// Addresses that receivers state of forwarded mail are not ours by that.
  @Test func forwardedMailIsCountedApart() {
    let words = "550 5.7.23 SPF fail for 192.0.2.10"
    let log = Outgoing.read(
      [Self.smtpd(Self.foreign), Self.qmgr("eve@example.org"), Outgoing.attempt(words)].joined(
        separator: "\n"))
    #expect(log.survey.statedAddresses == [:])
    #expect(log.survey.forwarded == 1)
    let sent = Outgoing.read(
      [Self.smtpd(Self.foreign), Self.qmgr("eve@example.org"), Outgoing.attempt("250 Ok", status: "sent")]
        .joined(separator: "\n"))
    #expect(sent.survey.deliveries == [:])
    #expect(sent.survey.otherDeliveries == 1)
  }
}
