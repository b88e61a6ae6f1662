public import SPF

/// A link in a refusal, and the check that it leads to.
public struct RefusalLink: Sendable, Hashable {
  /// What names it: 26 letters and digits for 16 random octets.
  public let token: String
  /// When it was made, in seconds since 1970.
  public let made: Int64
  /// From when on it leads nowhere, in seconds since 1970.
  public let expires: Int64
  /// The identity that was refused.
  public let subject: Subject
  /// The host that refused. Printable ASCII.
  public let receiver: String

  /// What was checked; refusals of the same have the same link.
  public struct Subject: Sendable, Hashable {
    /// The kind of identity.
    public let scope: Identity.Scope
    /// The HELO name or the reverse-path. Printable ASCII.
    public let identity: String
    /// The client.
    public let client: IPAddress
    /// The HELO name. Printable ASCII.
    public let helo: String
    /// The recipient's domain, as the reply names it. Printable ASCII.
    public let recipientDomain: String
  }
}
