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
  /// Whose mail is not checked besides.
  public var exemptions = Exemptions()
  /// Domains whose softfail and neutral refuse a message as fail does, HELO names and senders below them as well
  /// (`Reject_Not_Pass_Domains` of policyd-spf.conf).
  public var strictDomains: [DomainName] = []
  /// Whether only domains that send no mail at all are refused, whose record is `v=spf1 -all` (`No_Mail`).
  public var refusesOnlyNoMail = false
  /// What Postfix is told when a check passes, in place of a header field.
  public var passActions = PassActions()
  /// An address that is checked in place of the client's, to see what others would make of our own mail; there is no
  /// header field then (`Prospective`).
  public var prospectiveClient: IPAddress?
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
  /// How long an answer may be awaited, and what it is then.
  public var answer = AnswerRules()
  /// The name of this host, for `%{r}` (RFC 7208 section 7.3).
  public var hostName: String
  /// Whether time is given where a record was probably not followed up.
  public var grace = GraceRules()
  /// Other rules for some recipients and senders; the first that matches counts.
  public var policies: [RecipientPolicy] = []
  /// Where log lines go and what they say.
  public var logging = LoggingConfiguration()

  /// The defaults on the host of that name.
  public init(hostName: String) {
    self.hostName = hostName
    header = HeaderConfiguration(authservID: hostName)
  }
}
