/// How notices to senders are drafted.
public struct NoticeOptions: Sendable {
  /// The address they come from.
  public var from: String
  /// The name of the program in machine-readable parts.
  public var agent: String
  /// Now, in seconds since 1970.
  public var now: Int64
  /// Whether recipients' addresses are told.
  public var includesRecipients = false

  /// Options.
  public init(from: String, agent: String, now: Int64) {
    self.from = from
    self.agent = agent
    self.now = now
  }

  /// Whether `sender` is a mail address that can stand in a header field as it is.
  public static func isUsable(sender: String) -> Bool { NoticeText.isPlainAddress(sender) }
}
