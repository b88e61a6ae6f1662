public import SPF

/// A refusal that is to be judged: is it a forgery, or a record that was not followed up?
public struct GraceQuestion: Sendable, Hashable {
  /// The domain whose record fails.
  public var domain: DomainName
  /// The identity.
  public var scope: Identity.Scope
  /// The result.
  public var result: SPFResult
  /// The client.
  public var client: IPAddress
  /// The client's verified name; nil if there is none.
  public var clientName: String?
  /// The HELO name; empty if none was given. As received.
  public var helo: String
  /// The reverse-path; empty for the null one. As received.
  public var sender: String
  /// The recipient. As received.
  public var recipient: String

  /// A question about a domain and a client.
  public init(domain: DomainName, scope: Identity.Scope, result: SPFResult, client: IPAddress) {
    self.domain = domain
    self.scope = scope
    self.result = result
    self.client = client
    helo = ""
    sender = ""
    recipient = ""
  }
}
