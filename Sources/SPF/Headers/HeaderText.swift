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
    made { out in FieldText.appendValue(to: &out) { $0 += safe(text.utf8) } }
  }

  /// `text` as it is if it is a token, as a quoted-string otherwise.
  static func token(_ text: String) -> String {
    made { out in FieldText.appendToken(to: &out) { $0 += safe(text.utf8) } }
  }

  /// A comment with its parentheses.
  static func comment(_ text: String) -> String {
    "(\(made { out in FieldText.appendComment(to: &out) { $0 += safe(text.utf8) } }))"
  }

  private static func made(_ write: (inout [UInt8]) -> Void) -> String {
    var out: [UInt8] = []
    write(&out)
    return String(decoding: out, as: UTF8.self)
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
