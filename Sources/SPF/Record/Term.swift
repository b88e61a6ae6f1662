/// A directive or a modifier with its place in the record (RFC 7208 section 4.6.1).
public struct Term: Sendable, Hashable {
  /// The two types of terms.
  public enum Content: Sendable, Hashable {
    /// A directive.
    case directive(Directive)
    /// A modifier.
    case modifier(Modifier)
  }

  /// The directive or modifier.
  public let content: Content
  /// The octets of the record that make up the term, qualifier included.
  public let range: Range<Int>

  /// A term.
  public init(_ content: Content, range: Range<Int>) {
    self.content = content
    self.range = range
  }

  /// The directive, if it is one.
  public var directive: Directive? {
    if case .directive(let directive) = content { directive } else { nil }
  }

  /// The modifier, if it is one.
  public var modifier: Modifier? {
    if case .modifier(let modifier) = content { modifier } else { nil }
  }
}
