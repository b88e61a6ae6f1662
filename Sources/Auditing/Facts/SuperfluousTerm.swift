public import SPF

/// A term that lets pass what no listed sender uses.
public struct SuperfluousTerm: Sendable, Hashable {
  /// The term as published.
  public let text: String
  /// The domain in whose record it stands.
  public let domain: DomainName
  /// The networks it lets pass; empty for an `include`.
  public let networks: [IPNetwork]
  /// What it includes; nil for a term of another kind.
  public let target: DomainName?
}
