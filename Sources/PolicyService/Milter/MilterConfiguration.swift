/// How a milter works, beside what ``PolicyConfiguration`` says of its decisions.
public struct MilterConfiguration: Sendable, Hashable {
  /// When a message is decided on.
  public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// At each recipient, as the policy protocol does: replies, header fields and log lines name the receiver, and
    /// mail that the mail server refuses anyway costs no DNS query.
    case recipient = "rcpt"
    /// At MAIL, once for the message, before anything is known of recipients.
    case mail
  }

  /// What is done with a message that the rules refuse for good.
  public enum Rejection: String, Sendable, Hashable, CaseIterable {
    /// It is refused.
    case refuse
    /// It is taken, gets its header field, and is held back: in Postfix, in the queue `hold`.
    case quarantine
  }

  /// When a message is decided on.
  public var stage = Stage.recipient
  /// What is done with a message that the rules refuse for good.
  public var rejection = Rejection.refuse
  /// Whether header fields `Authentication-Results` that claim to be of this service are deleted (RFC 8601
  /// section 5), unless the client is in one of the local networks.
  public var removesForgedResults = true
  /// How often a mail server that can understand it is told to wait.
  public var progressInterval = Duration.seconds(5)

  /// The defaults.
  public init() {}
}
