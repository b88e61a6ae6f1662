import MailLog
import SPF

/// Outgoing logs that are written in tests.
enum Outgoing {
  static let ownDomains = Set(["example.com", "corp.example.com"].compactMap { DomainName($0) })

  static func read(_ log: String, ownDomains: Set<DomainName> = ownDomains) -> OutgoingLog {
    OutgoingLog.read(
      lines: log.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      ownDomains: ownDomains,
      now: Fixture.now)
  }

  /// The lines of a message that an authenticated user sent and a receiver refused with these words.
  static func refusal(
    _ words: String, id: String = "4XyT0b1kZgz2xQ", sender: String = "alice@example.com",
    recipient: String = "bob@example.net", status: String? = nil
  ) -> String {
    let isTemporary = words.hasPrefix("4")
    return """
      Nov 24 10:00:00 out1 postfix/submission/smtpd[900]: \(id): client=pc.example.com[198.51.100.7], sasl_method=PLAIN, sasl_username=alice
      Nov 24 10:00:00 out1 postfix/cleanup[901]: \(id): message-id=<\(id).1@example.com>
      Nov 24 10:00:00 out1 postfix/qmgr[81]: \(id): from=<\(sender)>, size=1234, nrcpt=1 (queue active)
      \(attempt(words, id: id, recipient: recipient, status: status ?? (isTemporary ? "deferred" : "bounced")))
      """
  }

  /// One line of smtp.
  static func attempt(
    _ words: String, id: String = "4XyT0b1kZgz2xQ", recipient: String = "bob@example.net",
    status: String = "bounced",
    time: String = "Nov 24 10:00:01"
  ) -> String {
    let dsn = status == "bounced" ? "5.0.0" : "4.0.0"
    return "\(time) out1 postfix/smtp[902]: \(id): to=<\(recipient)>, relay=mx.example.net[203.0.113.25]:25, "
      + "delay=1.2, delays=0.1/0/0.4/0.7, dsn=\(dsn), status=\(status) (host mx.example.net[203.0.113.25] said: "
      + "\(words) (in reply to end of DATA command))"
  }

  /// The one rejection of a message that a receiver refused with these words.
  static func rejection(_ words: String) -> OutgoingRejection? {
    let rejections = read(refusal(words)).rejections
    return rejections.count == 1 ? rejections[0] : nil
  }
}
