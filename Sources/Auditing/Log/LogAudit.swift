public import MailLog
public import SPF

/// What our own log of outgoing mail shows to be true.
public struct LogAudit: Sendable {
  /// What receivers refused because of SPF, and what it comes to.
  public let cases: [RejectionCase]
  /// Recipients refused of mail that is not ours: it does not bear a domain that is audited.
  public let foreign: NameCounts
  /// How many of those of ``foreign`` are known to have been refused mail that came from outside and was passed on.
  public let forwarded: Int
  /// Recipients refused of our mail in words that name a domain which is none of ours.
  public let named: NameCounts
  /// Those of ``named`` to which records of ours refer.
  public let included: Set<DomainName>
  /// Recipients refused of our mail in more cases than are looked into.
  public let passedOver: Int
  /// What else the log tells.
  public let survey: OutgoingSurvey
  /// What could not be read.
  public let problems: [LogInputError]
}
