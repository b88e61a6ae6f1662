/// Writes the words of structured header fields (RFC 5322 section 3.2).
enum HeaderText {
  /// A value is cut to so many octets: nothing that a stranger sends makes a field excessively long
  /// (RFC 7208 section 9.1).
  static let longestValue = 512

  /// `text` as printable US-ASCII, cut: what else there is becomes "?".
  static func safe(_ text: some Collection<UInt8>) -> [UInt8] {
    text.prefix(longestValue).map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }
  }

  /// `text` as it is if it is a dot-atom, as a quoted-string otherwise.
  static func value(_ text: String) -> String {
    let octets = safe(Array(text.utf8))
    return isDotAtom(octets) ? String(decoding: octets, as: UTF8.self) : quoted(octets)
  }

  /// `text` as it is if it is a token, as a quoted-string otherwise: `value` of RFC 2045 section 5.1, of which
  /// RFC 8601 makes `Authentication-Results`.
  static func token(_ text: String) -> String {
    let octets = safe(Array(text.utf8))
    let isToken = !octets.isEmpty && octets.allSatisfy { $0 > 0x20 && !"()<>@,;:\\\"/[]?=".utf8.contains($0) }
    return isToken ? String(decoding: octets, as: UTF8.self) : quoted(octets)
  }

  /// A comment: parentheses and backslashes are quoted-pairs.
  static func comment(_ text: String) -> String {
    "(\(escaped(safe(Array(text.utf8)), [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\")])))"
  }

  private static func quoted(_ octets: [UInt8]) -> String {
    "\"\(escaped(octets, [UInt8(ascii: "\""), UInt8(ascii: "\\")]))\""
  }

  private static func escaped(_ octets: [UInt8], _ special: [UInt8]) -> String {
    String(
      decoding: octets.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }, as: UTF8.self)
  }

  /// `dot-atom-text = 1*atext *("." 1*atext)`
  static func isDotAtom(_ octets: [UInt8]) -> Bool {
    !octets.isEmpty
      && octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0.allSatisfy(isAtext)
      }
  }

  /// `atext` of RFC 5322 section 3.2.3.
  static func isAtext(_ octet: UInt8) -> Bool {
    RecordParser.isAlphanumeric(octet) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(octet)
  }

  /// Joins words with spaces; with a `width`, breaks lines before words that would go beyond it. A word that
  /// is longer stands on a line of its own: there is no place in it where a line may be broken.
  static func fold(name: String, words: [String], width: Int?) -> String {
    var out = "\(name):"
    var column = out.utf8.count
    for word in words {
      if let width, column + 1 + word.utf8.count > width, column > 1 {
        out += "\r\n "
        column = 1
      } else {
        out += " "
        column += 1
      }
      out += word
      column += word.utf8.count
    }
    return out
  }
}
