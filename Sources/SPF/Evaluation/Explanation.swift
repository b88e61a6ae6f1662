/// What the domain's owner says about a fail (RFC 7208 section 6.2): the words of a remote party.
///
/// The text is US-ASCII without control characters, and no longer than ``Limits/explanationLength``. It is
/// still somebody else's text: show it as a quotation, with ``domain`` as its source.
public struct Explanation: Sendable, Hashable {
  /// The expanded and sanitised text.
  public let text: String
  /// The domain whose record had the `exp` modifier.
  public let domain: DomainName
  /// Whether text was left out because it was too long.
  public let isTruncated: Bool

  /// An explanation.
  public init(text: String, domain: DomainName, isTruncated: Bool = false) {
    self.text = text
    self.domain = domain
    self.isTruncated = isTruncated
  }
}
