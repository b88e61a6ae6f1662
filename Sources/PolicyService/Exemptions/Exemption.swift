public import SPF

extension PolicyVerdict {
  /// Why a message was not checked.
  public enum Exemption: Sendable, Hashable {
    /// The client is in one of the local networks.
    case local
    /// An authenticated user sends it.
    case authenticated
    /// The client is a relay of ours.
    case relay
    /// The client may send for this trusted domain.
    case relayDomain(DomainName)
    /// The client has an address of this HELO name.
    case heloName(DomainName)
    /// The client has this reverse name, which leads back to it.
    case reverseName(DomainName)
    /// The request names no client.
    case noClient
    /// The client's address cannot be read.
    case malformedClient
    /// The request has neither a HELO name nor a sender, or none of them is to be checked.
    case nothingToCheck

    /// The word in the log.
    var word: StaticString {
      switch self {
      case .local: "local"
      case .authenticated: "authenticated"
      case .relay: "relay"
      case .relayDomain: "relay-domain"
      case .heloName: "helo-name"
      case .reverseName: "reverse-name"
      case .noClient: "no-client"
      case .malformedClient: "malformed-client"
      case .nothingToCheck: "nothing-to-check"
      }
    }

    /// The name that it rests on.
    var name: DomainName? {
      switch self {
      case .relayDomain(let name), .heloName(let name), .reverseName(let name): name
      case .local, .authenticated, .relay, .noClient, .malformedClient, .nothingToCheck: nil
      }
    }

    /// The comment of the header field, as policyd-spf writes it; nil where there is no header field.
    var comment: StaticString? {
      switch self {
      case .local: "SPF check N/A for local connections - "
      case .relay: "SPF skipped for whitelisted relay - "
      case .relayDomain: "SPF skipped for whitelisted relay domain - "
      case .heloName: "SPF skipped for whitelisted HELO domain - "
      case .reverseName: "SPF skipped for PTR whitelisted relay domain - "
      case .authenticated, .noClient, .malformedClient, .nothingToCheck: nil
      }
    }
  }
}
