/// Where and how a record departs from the grammar of RFC 7208.
public struct RecordSyntaxError: Error, Sendable, Hashable {
  /// The kinds of error, stable across versions.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// An octet outside printable US-ASCII, or a control character, or a tab (3.1, 4.6.1).
    case invalidCharacter = "invalid-character"
    /// A term with a name that is no mechanism, and without "=" (4.6.1).
    case unknownMechanism = "unknown-mechanism"
    /// A term that begins like neither a directive nor a modifier (4.6.1).
    case invalidTerm = "invalid-term"
    /// A modifier with a qualifier before it (4.6.1).
    case qualifiedModifier = "qualified-modifier"
    /// A mechanism that takes no argument has one (5.1).
    case unexpectedArgument = "unexpected-argument"
    /// A mechanism or modifier lacks its argument (5, 6).
    case missingArgument = "missing-argument"
    /// Not an `ip4-network` (5.6).
    case invalidIPv4Network = "invalid-ip4-network"
    /// Not an `ip6-network` (5.6).
    case invalidIPv6Network = "invalid-ip6-network"
    /// Not a prefix length, or outside its range (5.6).
    case invalidPrefixLength = "invalid-prefix-length"
    /// Not a macro-expand (7.1).
    case invalidMacro = "invalid-macro"
    /// One of the letters c, r, t outside an explanation (7.2).
    case explanationMacro = "explanation-macro"
    /// A domain-spec that ends in neither a top label nor a macro (7.1).
    case invalidDomainEnd = "invalid-domain-end"
    /// `redirect` or `exp` twice (6).
    case duplicateModifier = "duplicate-modifier"
    /// A record longer than DNS can carry.
    case tooLong = "too-long"
  }

  /// The kind of error.
  public let code: Code
  /// The offset of the first octet that does not fit.
  public let offset: Int
  /// The octets of the term in which it stands.
  public let term: Range<Int>
  /// What the grammar allows there.
  public let expected: String
  /// The octets found there, made printable and cut; empty at the end of the record.
  public let found: String
  /// What the publisher should do.
  public let remedy: String
}

extension RecordSyntaxError: CustomStringConvertible {
  /// One sentence without a full stop, printable ASCII.
  public var description: String {
    "at offset \(offset): expected \(expected), found \(found.isEmpty ? "the end" : "\"\(found)\"")"
  }
}
