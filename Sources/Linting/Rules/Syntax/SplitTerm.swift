internal import SPF

/// Terms of a record that would be one without the blanks between them.
struct SplitTerm: Sendable {
  /// Which of the terms.
  let indices: Range<Int>
  /// The octets from the first to the last.
  let range: Range<Int>
  /// The term that was meant.
  let whole: [UInt8]

  private static let signs: Set<UInt8> = [0x3a, 0x3d, 0x2f]

  /// Every such place in `record`: two pieces or three, a sign at each blank, not all of them well formed.
  static func all(in record: RecordText) -> [SplitTerm] {
    var out: [SplitTerm] = []
    var index = 0
    while index < record.terms.count {
      guard let found = (2...3).lazy.compactMap({ at(index, count: $0, of: record) }).first else {
        index += 1
        continue
      }
      out.append(found)
      index = found.indices.upperBound
    }
    return out
  }

  private static func at(_ index: Int, count: Int, of record: RecordText) -> SplitTerm? {
    guard index + count <= record.terms.count else { return nil }
    let pieces = record.terms[index..<(index + count)]
    guard pieces.contains(where: { $0.content == nil }),
      zip(pieces, pieces.dropFirst()).allSatisfy({ left, right in
        left.octets.last.map(signs.contains) == true || right.octets.first.map(signs.contains) == true
      })
    else { return nil }
    let whole = Array(pieces.map(\.octets).joined())
    guard let content = TermText(whole, 0..<whole.count).content else { return nil }
    // `mx = x` would only become a modifier that nobody knows.
    if case .modifier(.unknown) = content { return nil }
    return SplitTerm(
      indices: index..<(index + count),
      range: record.terms[index].range.lowerBound..<record.terms[index + count - 1].range.upperBound,
      whole: whole)
  }
}
