internal import SPF

/// The text that a finding is about, and the stretch of it that is underlined.
public struct Mark: Sendable, Hashable {
  /// The whole text, octets as published.
  public let text: [UInt8]
  /// The octets underlined; within ``text``, empty only at its end.
  public let span: Range<Int>

  init(_ text: [UInt8], _ span: Range<Int>) {
    self.text = text
    let start = min(max(span.lowerBound, 0), text.count)
    self.span = start..<min(max(span.upperBound, min(start + 1, text.count)), text.count)
  }

  /// The octets underlined, as printable ASCII.
  public var marked: String { Printable.ascii(text[span].prefix(256)) }
}
