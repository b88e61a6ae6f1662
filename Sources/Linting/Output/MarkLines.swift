internal import SPF

/// A mark drawn for a person: the text around it, and a line beneath.
struct MarkLines {
  private static let margin = 60

  /// Two lines.
  static func lines(_ mark: Mark) -> [String] {
    let text = mark.text
    let start = max(0, mark.span.lowerBound - margin)
    let markedEnd = min(mark.span.upperBound, mark.span.lowerBound + 2 * margin)
    let end = min(text.count, max(markedEnd, mark.span.lowerBound) + margin)
    // Octets that cannot be shown take more than one column, so columns are counted in what is shown.
    let before = (start > 0 ? "…" : "") + Printable.ascii(text[start..<mark.span.lowerBound])
    let marked = Printable.ascii(text[mark.span.lowerBound..<markedEnd])
    let after = Printable.ascii(text[markedEnd..<end]) + (end < text.count ? "…" : "")
    return [
      before + marked + after,
      String(repeating: " ", count: before.count) + "^"
        + String(repeating: "~", count: max(0, marked.count - 1)),
    ]
  }
}
