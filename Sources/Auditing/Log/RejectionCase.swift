public import MailLog
public import SPF

/// What receivers refused, or put off, because of SPF: the mail of one domain from one address.
public struct RejectionCase: Sendable {
  /// A message that must be sent again.
  public struct Resend: Sendable, Hashable {
    /// The reverse-path; empty for the null reverse-path.
    public let sender: String
    /// The recipient.
    public let recipient: String
    /// The queue id.
    public let queueID: String
    /// When it was refused.
    public let time: LogTime?
  }

  /// What is known of a record that lets pass now what was refused.
  public struct Repair: Sendable, Hashable {
    /// Since when it is known to do so: seconds since 1970-01-01T00:00:00Z.
    public let since: Int64
    /// When the record that did not was seen last; nil if none is known.
    public let before: Int64?
    /// Until when caches may have it. Where none is known, until when they may have any other than the one since
    /// ``since``.
    public let cachedUntil: Int64
    /// Recipients refused after ``since``, and no later than caches explain.
    public let explained: Int
    /// Recipients refused after ``cachedUntil``.
    public let unexplained: Int

    /// What is known of a repair.
    public init(since: Int64, before: Int64?, cachedUntil: Int64, explained: Int, unexplained: Int) {
      self.since = since
      self.before = before
      self.cachedUntil = cachedUntil
      self.explained = explained
      self.unexplained = unexplained
    }
  }

  /// So many messages of a case are listed; the others are counted.
  public static let mostResends = 50

  /// The domain whose record was asked.
  public let domain: DomainName
  /// Which identity that is.
  public let scope: Identity.Scope
  /// The address that receivers name: the one after any translation of addresses. Nil if they name none.
  public let statedAddress: IPAddress?
  /// Whether ``statedAddress`` is that of no listed host: only a receiver's words say that it is ours.
  public let isUnlisted: Bool
  /// The addresses that were checked now: the one stated, or else those of our hosts.
  public let addresses: [IPAddress]
  /// What it comes to.
  public let verdict: RejectionVerdict
  /// The result now, the worst of ``addresses``; nil if nothing could be checked.
  public let outcome: CheckOutcome?
  /// What is known of the repair, if it passes now and a state tells.
  public let repair: Repair?
  /// Recipients refused or put off.
  public let count: Int
  /// Those of them put off: the mail is still in the queue.
  public let temporary: Int
  /// The first and the last time.
  public let first: LogTime?
  /// See ``first``.
  public let last: LogTime?
  /// Some of the hosts that refused.
  public let relays: [String]
  /// What the last of them said, made safe to show.
  public let reply: String
  /// Where that stands in the log.
  public let position: LogPosition
  /// What must be sent again, the latest last, no more than ``mostResends``.
  public let resend: [Resend]
  /// How many must be sent again.
  public let resendCount: Int

  /// Whether DNS says that there is no such name as ``domain``.
  var isNameAbsent: Bool { if case .domainDoesNotExist? = outcome?.problem?.code { true } else { false } }
}
