internal import SPF

/// Text from the log in a sentence: made safe to show, and cut.
enum Quoted {
  private static let longest = 120

  /// `text` without what cannot be seen, no longer than a line.
  static func text(_ text: String) -> String {
    let shown = Printable.text(text.count > longest ? String(text.prefix(longest)) + "…" : text)
    return shown
  }
}
