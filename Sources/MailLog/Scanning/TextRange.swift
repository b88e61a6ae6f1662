/// Where a text stands in the piece that it is from.
struct TextRange: Sendable {
  private let start: UInt32
  private let count: UInt32

  private init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// No text, which is not the same as an empty one.
  static let none = TextRange(start: .max, count: 0)

  /// Where `text` stands in `whole`, of which it is a part.
  init(_ text: Octets, in whole: Octets) {
    start = UInt32(text.offset(in: whole))
    count = UInt32(text.count)
  }

  /// The same of a text that may be missing.
  init(_ text: Octets?, in whole: Octets) {
    self = text.map { TextRange($0, in: whole) } ?? .none
  }

  /// The text; nil if there is none.
  func text(in whole: Octets) -> Octets? {
    start == .max ? nil : whole[Int(start)..<(Int(start) + Int(count))]
  }
}
