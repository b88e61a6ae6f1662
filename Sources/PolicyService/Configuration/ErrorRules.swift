/// What permerror and temperror lead to (`PermError_reject` and `TempError_Defer` of policyd-spf.conf).
public struct ErrorRules: Sendable, Hashable {
  /// What temperror leads to.
  public enum TemporaryErrors: String, Sendable, Hashable, CaseIterable {
    /// A header field is added and the message passes.
    case accept = "no"
    /// A temporary reply, `451 4.7.24` (RFC 7208 section 8.6, RFC 7372 section 3.2).
    case `defer` = "yes"
    /// Postfix's `defer_if_permit`, as policyd-spf does: 450, unless a later restriction rejects for good.
    case deferIfPermit = "if-permit"
  }

  /// Whether permerror refuses the message, `550 5.7.24`.
  public var rejectsPermanentErrors = false
  /// What temperror leads to.
  public var temporaryErrors = TemporaryErrors.accept

  /// The defaults: neither rejects nor defers.
  public init() {}
}
