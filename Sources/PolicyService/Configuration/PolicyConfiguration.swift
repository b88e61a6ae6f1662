public import SPF

/// How a policy service decides and what it says. The defaults are those of policyd-spf 3.
public struct PolicyConfiguration: Sendable, Hashable {
  /// Which results of the HELO identity refuse a message.
  public var helo = RejectionRule.fail
  /// Which results of the MAIL FROM identity refuse a message.
  public var mailFrom = RejectionRule.fail
  /// What permerror and temperror lead to.
  public var errors = ErrorRules()
  /// The clients that are not checked.
  public var localNetworks = LocalNetworks.loopback
  /// Which header field a message gets.
  public var header: HeaderConfiguration
  /// What a client is told.
  public var reply = ReplyConfiguration()
  /// Whether header fields, replies and log lines say `<UNKNOWN>` instead of the recipient's domain.
  public var hidesReceiver = false
  /// Whether nothing is refused: what would have been is logged and put into the header field.
  public var isMonitoring = false
  /// The limits on each evaluation.
  public var limits = Limits.rfc7208
  /// The name of this host, for `%{r}` (RFC 7208 section 7.3).
  public var hostName: String
  /// Where log lines go and what they say.
  public var logging = LoggingConfiguration()

  /// The defaults on the host of that name.
  public init(hostName: String) {
    self.hostName = hostName
    header = HeaderConfiguration(authservID: hostName)
  }
}
