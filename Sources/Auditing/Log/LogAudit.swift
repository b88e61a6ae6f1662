public import MailLog

/// What our own log of outgoing mail shows to be true.
public struct LogAudit: Sendable {
  /// What receivers refused because of SPF, and what it comes to.
  public let cases: [RejectionCase]
  /// Recipients refused of mail that others sent and that we passed on: not about a record of ours.
  public let forwarded: Int
  /// Recipients refused of mail whose sender has none of the domains audited.
  public let foreign: Int
  /// What else the log tells.
  public let survey: OutgoingSurvey
  /// What could not be read.
  public let problems: [LogInputError]
}
