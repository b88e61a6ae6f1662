internal import DNS

/// Where the octets of a TXT record stand in a zone file: in several words, with escapes in them.
struct WrittenText: Sendable {
  /// A word, and where its octets begin in the joined text.
  private let words: [(offset: Int, word: MasterFileScanner.Word)]
  private let file: FileText

  /// The words of a record's data, each with the number of octets that it stands for.
  init(_ words: [(word: MasterFileScanner.Word, count: Int)], in file: FileText) {
    self.file = file
    var offset = 0
    self.words = words.map { item in
      defer { offset += item.count }
      return (offset, item.word)
    }
  }

  /// The place of a stretch of the joined text.
  func place(_ span: Range<Int>) -> Range<FilePlace>? {
    guard let start = position(of: span.lowerBound) else { return nil }
    // The end is behind the last octet, in the word in which that stands.
    let last = position(of: max(span.lowerBound, span.upperBound - 1)) ?? start
    let end = (line: last.line, column: last.column + (span.isEmpty ? 0 : last.width))
    guard (start.line, start.column) <= (end.line, end.column) else { return nil }
    return file.place(line: start.line, column: start.column)..<file.place(line: end.line, column: end.column)
  }

  private func position(of octet: Int) -> (line: Int, column: Int, width: Int)? {
    guard let (offset, word) = words.last(where: { $0.offset <= octet }) else { return nil }
    let column = word.column + (word.isQuoted ? 1 : 0)
    // An escape is one octet: `\X` or `\DDD`.
    var index = word.text.startIndex
    var width = 1
    for step in 0...(octet - offset) {
      guard index < word.text.endIndex else { break }
      width = 1
      if word.text[index] == UInt8(ascii: "\\"), index + 1 < word.text.endIndex {
        width = RecordLetters.isDigit(word.text[index + 1]) ? 4 : 2
      }
      if step < octet - offset { index += width }
    }
    return (word.line, column + index - word.text.startIndex, width)
  }
}
