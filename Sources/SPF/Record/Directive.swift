/// `directive = [ qualifier ] mechanism` (RFC 7208 section 4.6.1).
public struct Directive: Sendable, Hashable {
  /// The qualifier; `.pass` where none is written.
  public let qualifier: Qualifier
  /// The mechanism.
  public let mechanism: Mechanism

  /// A directive.
  public init(qualifier: Qualifier = .pass, mechanism: Mechanism) {
    self.qualifier = qualifier
    self.mechanism = mechanism
  }
}
