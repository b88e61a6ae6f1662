public import SPF

/// What a mail log says of one SPF check, put together from all lines that speak of it.
///
/// Texts are as the log gives them, with the log's own escapes: whoever shows one must make it safe for the
/// terminal or page it goes to. None is longer than the bound of the reader that made the event.
public struct SPFEvent: Sendable, Hashable {
  /// When it was logged; nil if the line has no time.
  public var time: LogTime?
  /// The host that logged it.
  public var host: String?
  /// Which program's words state the outcome.
  public var reporter: Reporter
  /// Which identity was checked; nil if the log does not say.
  public var identity: Identity.Scope?
  /// The result; nil if the log only says that SPF was the reason.
  public var result: SPFResult?
  /// What became of the message.
  public var disposition: Disposition
  /// Whether it was taken and is held back, in quarantine, instead of being refused.
  public var isHeld = false
  /// The client's address.
  public var client: IPAddress?
  /// The client's forward-confirmed reverse name as the mail server logged it; nil for `unknown` or not told.
  public var clientName: String?
  /// The name given with HELO or EHLO.
  public var helo: String?
  /// The reverse-path; empty for the null sender; nil if it is not told, as in a rejection by HELO.
  public var sender: String?
  /// The domain checked, where the log gives it without an address.
  public var domain: String?
  /// The recipients, in the order logged.
  public var recipients: [String]
  /// The queue id, once there is one.
  public var queueID: String?
  /// The mail server's service that took the connection, such as `smtpd` or `submission/smtpd`.
  public var service: String?
  /// The authenticated user, if any.
  public var authenticatedUser: String?
  /// The words in which the reporter gave its reason.
  public var reason: String?
  /// Results of other methods for the same message, such as `dkim=pass` or `dmarc=fail`, with their domain.
  public var otherResults: [OtherResult]
  /// The place of the line that states the outcome.
  public var source: LogPosition

  /// An event with nothing known but where it stands.
  public init(reporter: Reporter, source: LogPosition) {
    self.reporter = reporter
    self.source = source
    disposition = .unknown
    recipients = []
    otherResults = []
  }
}
