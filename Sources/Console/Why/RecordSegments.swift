internal import Diagnosis
internal import SPF

/// A record to publish, with what is new in it apart.
struct RecordSegments {
  /// A piece of the text.
  struct Segment: Sendable, Hashable {
    let words: [CodeWords.Word]
    let isNew: Bool

    init(_ text: String, isNew: Bool = false) {
      words = CodeWords.of(Printable.text(text))
      self.isNew = isNew
    }
  }

  let segments: [Segment]

  /// The terms of `edit` that the record before does not have in their places are new.
  init(_ edit: RecordEdit) {
    let after = edit.after.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let before =
      edit.before?.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      ?? after.filter { !edit.terms.contains($0) }
    let start = zip(before, after).prefix { $0 == $1 }.count
    let room = min(before.count, after.count) - start
    let end = zip(before.reversed(), after.reversed()).prefix(room) { $0.0 == $0.1 }
    let parts = [
      (after[..<start], false), (after[start..<(after.count - end)], true),
      (after[(after.count - end)...], false),
    ]
    segments = parts.filter { !$0.0.isEmpty }.map { Segment($0.0.joined(separator: " "), isNew: $0.1) }
  }
}

extension Sequence {
  /// The number of elements at the start for which `isGood` holds, no more than `most`.
  fileprivate func prefix(_ most: Int, _ isGood: (Element) -> Bool) -> Int {
    var count = 0
    for element in self {
      guard count < most, isGood(element) else { break }
      count += 1
    }
    return count
  }
}
