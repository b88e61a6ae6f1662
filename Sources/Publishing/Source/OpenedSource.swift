public import SPF

/// A source that can be asked.
public struct OpenedSource: Sendable {
  /// The domain whose record it is.
  public let domain: DomainName
  /// What it is called.
  public let label: String
  /// Who answers.
  public let resolver: any Resolver
}
