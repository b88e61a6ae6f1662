/// The words of code. A browser ends a line between them, but not within one, behind the hyphen of `-all`.
enum CodeWords {
  /// The words of `text`; of several spaces, all but the last belong to the word before.
  static func of(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    for piece in text.split(separator: " ", omittingEmptySubsequences: false) {
      if piece.isEmpty, let last = words.indices.last {
        words[last] += " "
      } else if !piece.isEmpty {
        words.append(String(piece))
      }
    }
    return words
  }
}
