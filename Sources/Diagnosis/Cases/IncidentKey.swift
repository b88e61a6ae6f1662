public import SPF

/// What one problem is about at least: a domain whose record was asked, and a client.
public struct IncidentKey: Sendable, Hashable {
  /// The domain checked.
  public let domain: DomainName
  /// The client's address.
  public let client: IPAddress

  /// A key.
  public init(domain: DomainName, client: IPAddress) {
    self.domain = domain
    self.client = client
  }
}
