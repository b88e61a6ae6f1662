public import SPF

/// A term and the domain whose record it stands in.
public struct TermPlace: Sendable, Hashable, CustomStringConvertible {
  /// The domain whose record it is.
  public let domain: DomainName
  /// The term as published.
  public let text: String

  /// A place.
  public init(_ domain: DomainName, _ text: String) {
    self.domain = domain
    self.text = text
  }

  /// `ip4:192.0.2.1 of example.com`.
  public var description: String { "\(text) of \(domain)" }
}
