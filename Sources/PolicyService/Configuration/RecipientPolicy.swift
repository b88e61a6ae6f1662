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
    func matches(_ request: PolicyRequest) -> Bool {
      if !recipients.isEmpty {
        let recipient = request.value(.recipient).map(SafeText.lowercased)
        guard recipients.contains(String(decoding: recipient, as: UTF8.self)) else { return false }
      }
      return Self.isListed(request.value(.recipient), recipientDomains)
        && Self.isListed(request.value(.sender), senderDomains)
    }

    private static func isListed(_ path: ArraySlice<UInt8>, _ domains: [DomainName]) -> Bool {
      guard !domains.isEmpty else { return true }
      guard let at = path.lastIndex(of: UInt8(ascii: "@")),
        let domain = Identity.helo(utf8: Array(path[(at + 1)...])).domain
      else { return false }
      return domains.contains { domain.isEqualToOrSubdomain(of: $0) }
    }
  }
}
