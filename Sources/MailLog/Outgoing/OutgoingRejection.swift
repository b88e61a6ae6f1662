public import SPF

/// What a receiver said about one recipient of a message that we sent, where it gives SPF as a reason.
///
/// There is one for each recipient of a message: if it was tried again, this is the last that was said.
/// Texts are as the log gives them, with the log's own escapes: whoever shows one must make it safe for the
/// terminal or page it goes to.
public struct OutgoingRejection: Sendable, Hashable {
  /// What is blamed.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// SPF did not pass, and nothing else is blamed.
    case spf
    /// The record cannot be evaluated, or the receiver does not accept it as it is.
    case record
    /// DNS did not answer the receiver, so that the record was not evaluated at all: temperror (RFC 7208 section
    /// 2.6.6). Nothing follows from it for the record.
    case dns
    /// SPF is blamed among others: no method passed of which the receiver requires one, or a filter counted it.
    case authentication
  }

  /// The longest ``reply``, in octets.
  public static let longestReply = 2_048

  /// The place of the line.
  public let position: LogPosition
  /// When it was logged; nil if the line has no time.
  public let time: LogTime?
  /// The queue id.
  public let queueID: String
  /// The reverse-path (RFC 5321 section 4.1.1.2) without brackets; empty for the null reverse-path, nil if the
  /// log does not tell.
  public let sender: String?
  /// The recipient, without brackets.
  public let recipient: String
  /// The name of the host that refused; nil if it has none or none was reached.
  public let relay: String?
  /// The address of the host that refused.
  public let relayAddress: IPAddress?
  /// The receiver's words with their codes, the lines of a long reply made one. At most ``longestReply`` octets.
  public let reply: String
  /// The reply code (RFC 5321 section 4.2), 400 to 599; 0 if the log does not tell.
  public let replyCode: Int
  /// The enhanced status code (RFC 3463), such as `5.7.23`; nil if there is none.
  public let enhancedCode: String?
  /// Whether the message stays in the queue: an early warning.
  public internal(set) var isTemporary: Bool
  /// What is blamed.
  public let kind: Kind
  /// The address from which the receiver says that we came: the one after any translation of addresses.
  public let statedAddress: IPAddress?
  /// The domain whose record the receiver says that it asked, as written.
  public let statedDomain: String?
  /// The identity that the receiver says that it checked; nil if it does not say.
  public let identity: Identity.Scope?
  /// An address of a page that explains more, as the receiver gives it.
  public let page: String?
  /// The id of the ``OutgoingRule`` that recognised the words.
  public let rule: String
  /// How the message had come to us.
  public let origin: MessageOrigin
  /// How often a receiver has said so about this recipient of the message.
  public internal(set) var attempts: Int
  /// Whether the message was delivered to this recipient afterwards.
  public internal(set) var wasDelivered: Bool

  /// A rejection.
  public init(
    position: LogPosition, time: LogTime?, queueID: String, sender: String?, recipient: String,
    relay: String?,
    relayAddress: IPAddress?, reply: String, replyCode: Int, enhancedCode: String?, isTemporary: Bool,
    kind: Kind = .spf, statedAddress: IPAddress?, statedDomain: String?, identity: Identity.Scope?,
    page: String? = nil, rule: String, origin: MessageOrigin, attempts: Int = 1, wasDelivered: Bool = false
  ) {
    self.position = position
    self.time = time
    self.queueID = queueID
    self.sender = sender
    self.recipient = recipient
    self.relay = relay
    self.relayAddress = relayAddress
    self.reply = reply
    self.replyCode = replyCode
    self.enhancedCode = enhancedCode
    self.isTemporary = isTemporary
    self.kind = kind
    self.statedAddress = statedAddress
    self.statedDomain = statedDomain
    self.identity = identity
    self.page = page
    self.rule = rule
    self.origin = origin
    self.attempts = attempts
    self.wasDelivered = wasDelivered
  }
}
