/// Which header field a message gets (`Header_Type` and `Authserv_Id` of policyd-spf.conf).
public struct HeaderConfiguration: Sendable, Hashable {
  /// The header fields there are; the raw values are those of policyd-spf.conf.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// `Received-SPF` (RFC 7208 section 9.1).
    case receivedSPF = "SPF"
    /// `Authentication-Results` (RFC 8601).
    case authenticationResults = "AR"
    /// None.
    case none = "None"
  }

  /// Which header field.
  public var kind = Kind.receivedSPF
  /// The authserv-id of `Authentication-Results`.
  public var authservID: String

  /// `Received-SPF`; `authservID` is usually the name of the host.
  public init(authservID: String) {
    self.authservID = authservID
  }
}
