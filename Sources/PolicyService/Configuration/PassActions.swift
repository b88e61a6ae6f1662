/// What Postfix is told when a check passes, in place of a header field: any action of access(5), for instance the name
/// of a restriction class (`HELO_pass_restriction` and `Mail_From_pass_restriction` of policyd-spf.conf).
public struct PassActions: Sendable, Hashable {
  /// When the HELO identity passes, and MAIL FROM is not refused.
  public var helo: String?
  /// When the MAIL FROM identity passes.
  public var mailFrom: String?

  /// None.
  public init() {}
}
