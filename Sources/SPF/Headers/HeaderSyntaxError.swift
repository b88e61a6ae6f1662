/// Where a header field departs from its grammar.
public struct HeaderSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of error, stable across versions.
  public enum Code: String, Sendable, Hashable {
    /// The field is longer than any that is read.
    case tooLong = "too-long"
    /// A word is missing where the grammar has one.
    case missingWord = "missing-word"
    /// A comment or a quoted-string does not end.
    case unterminated = "unterminated"
    /// The result is none of those of RFC 7208 section 2.6 or RFC 8601 section 2.7.2.
    case unknownResult = "unknown-result"
    /// A character stands where the grammar has another.
    case unexpectedCharacter = "unexpected-character"
  }

  /// The kind of error.
  public let code: Code
  /// The offset in octets, from the beginning of the field's value.
  public let offset: Int
  /// What the grammar has there.
  public let expected: String

  /// One sentence without a full stop.
  public var description: String { "at offset \(offset): expected \(expected)" }
}
