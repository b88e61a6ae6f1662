internal import SPF

/// A record with a syntax error, the place marked beneath.
struct SyntaxMark {
  /// The stretch of a long record that is shown on either side of the error.
  private static let margin = 60

  /// Two lines: the record around the error, and a mark from the offset of the error to the end of its term.
  static func lines(_ error: RecordSyntaxError, in text: [UInt8]) -> [String] {
    let offset = min(error.offset, text.count)
    let start = max(0, offset - margin)
    let end = min(text.count, offset + margin)
    // Octets that cannot be shown take more than one column, so columns are counted in what is shown.
    let before = (start > 0 ? "…" : "") + Printable.ascii(text[start..<offset])
    let markedEnd = min(max(error.term.upperBound, offset), end)
    let marked = Printable.ascii(text[offset..<markedEnd])
    let after = Printable.ascii(text[markedEnd..<end]) + (end < text.count ? "…" : "")
    let mark = "^" + String(repeating: "~", count: max(0, marked.count - 1))
    return [
      "    \(before)\(marked)\(after)",
      "    \(String(repeating: " ", count: before.count))\(mark) expected \(error.expected)",
    ]
  }

  /// The octets of the record that `error` is about, anywhere in the tree.
  static func text(of error: RecordSyntaxError, in trace: RecordTrace) -> [UInt8]? {
    if case .invalid(error, let text)? = trace.lookup?.answer.selection { return text }
    for term in trace.terms {
      if let nested = term.nested, let text = text(of: error, in: nested) { return text }
    }
    return nil
  }
}
