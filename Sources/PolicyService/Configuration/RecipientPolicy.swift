public import SPF

/// Other rules for some messages.
public struct RecipientPolicy: Sendable, Hashable {
  /// Its name, for the log.
  public var name: String
  /// Which messages.
  public var match: Match
  /// The rules, complete.
  public var configuration: PolicyConfiguration

  /// A policy.
  public init(name: String, match: Match, configuration: PolicyConfiguration) {
    self.name = name
    self.match = match
    self.configuration = configuration
  }

  /// Which messages a policy is for: all lists that are not empty must have the message in them.
  public struct Match: Sendable, Hashable {
    /// Addresses of recipients, in small letters.
    public var recipients: Set<String> = []
    /// Domains of recipients; subdomains belong to them.
    public var recipientDomains: [DomainName] = []
    /// Domains of senders; subdomains belong to them.
    public var senderDomains: [DomainName] = []

    /// All messages.
    public init() {}

    /// Whether a message is meant.
    func matches(_ message: MatchedMessage) -> Bool {
      (recipients.isEmpty || recipients.contains(message.recipient))
        && Self.isListed(message.recipientDomain, recipientDomains)
        && Self.isListed(message.senderDomain, senderDomains)
    }

    private static func isListed(_ domain: DomainName?, _ domains: [DomainName]) -> Bool {
      guard !domains.isEmpty else { return true }
      guard let domain else { return false }
      return domains.contains { domain.isEqualToOrSubdomain(of: $0) }
    }
  }
}
