internal import SPF

/// Text from the log in a sentence: made safe to show, and cut.
enum Quoted {
  private static let longest = 120

  /// `text` without what cannot be seen, no longer than a line.
  static func text(_ text: String) -> String {
    Printable.text(text.count > longest ? String(text.prefix(longest)) + "…" : text)
  }

  /// A line of a log, safe to show.
  static func line(_ text: String) -> String {
    Printable.text(text.count > 1000 ? String(text.prefix(1000)) + "…" : text)
  }
}
