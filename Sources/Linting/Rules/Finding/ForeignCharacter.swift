internal import SPF

/// Words for characters that have no place in a record.
enum ForeignCharacter {
  /// A note about octets that are not printable ASCII.
  static func note(_ record: RecordText, _ span: Range<Int>) -> Note {
    let text = String(decoding: record.octets[span].prefix(32), as: UTF8.self)
    let scalar = text.unicodeScalars.first ?? "\u{fffd}"
    let (words, replacement) = meaning(of: scalar)
    let isAlone = text.unicodeScalars.count == 1
    return record.note(
      "\(words) stands here; only printable ASCII is allowed", span,
      fix: Fix(
        replacement == nil || !isAlone
          ? "Retype this part of the record in plain ASCII."
          : replacement == "" ? "Remove it." : "Write \"\(replacement ?? "")\" instead.",
        replacement: isAlone ? replacement : nil))
  }

  private static func meaning(of scalar: Unicode.Scalar) -> (words: String, replacement: String?) {
    switch scalar {
    case "\t": ("a tab", " ")
    case "\r", "\n": ("a line break", " ")
    case "\0": ("a NUL character", "")
    case "\u{a0}", "\u{2007}", "\u{202f}", "\u{3000}": ("a no-break or wide space", " ")
    case "\u{200b}"..."\u{200f}", "\u{2060}", "\u{feff}", "\u{ad}": ("an invisible character", "")
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{ff0d}": ("a typographic dash", "-")
    case "\u{2018}"..."\u{201f}": ("a typographic quotation mark", "")
    case "\u{ff5e}", "\u{301c}", "\u{2053}", "\u{223c}": ("a typographic tilde", "~")
    case "\u{ff1a}": ("a wide colon", ":")
    case "\u{fffd}": ("an octet that is no UTF-8", nil)
    default:
      scalar.properties.generalCategory == .control
        ? ("a control character", "")
        : ("the character \(Printable.text(String(scalar)))", nil)
    }
  }
}
