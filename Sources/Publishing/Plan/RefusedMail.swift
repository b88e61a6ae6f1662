public import SPF

/// A message of ours that a receiver refused for good because of SPF, as the sender's log has it, for one recipient.
/// Texts are as the log gives them.
public struct RefusedMail: Sendable, Hashable {
  /// When it was logged, in seconds since 1970-01-01T00:00:00: universal time, or the log's local time read as if it
  /// were universal; nil if the line has no time.
  public let time: Int64?
  /// Whether ``time`` is universal time.
  public let hasZone: Bool
  /// The queue id.
  public let queueID: String
  /// The reverse-path without brackets; empty for the null reverse-path, nil if the log does not tell.
  public let sender: String?
  /// The recipient without brackets.
  public let recipient: String
  /// The address from which the receiver says that it came; nil if it does not say.
  public let statedAddress: IPAddress?
  /// The domain whose record the receiver says that it asked; nil if it does not say.
  public let statedDomain: String?

  /// A message refused.
  public init(
    time: Int64?, hasZone: Bool, queueID: String, sender: String?, recipient: String,
    statedAddress: IPAddress?, statedDomain: String?
  ) {
    self.time = time
    self.hasZone = hasZone
    self.queueID = queueID
    self.sender = sender
    self.recipient = recipient
    self.statedAddress = statedAddress
    self.statedDomain = statedDomain
  }

  /// Whether it was refused for the record of `domain`.
  func isRefused(for domain: DomainName) -> Bool {
    if let sender, let at = sender.lastIndex(of: "@") {
      return DomainName(sender[sender.index(after: at)...]) == domain
    }
    return statedDomain.flatMap { DomainName($0) } == domain
  }
}
