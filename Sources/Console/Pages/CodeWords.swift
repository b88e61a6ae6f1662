/// The words of code: the model of the template `code`. A browser ends a line between them, but not within one, behind
/// the hyphen of `-all`.
enum CodeWords {
  /// A word.
  struct Word: Sendable, Hashable {
    let text: String
    /// The class: `word`, or `long` for one that does not fit into a line of a phone and may be broken anywhere.
    let style: String

    init(_ text: String) {
      self.text = text
      style = text.count <= CodeWords.longest ? "word" : "long"
    }

    /// A name or an address in a sentence: `name`, which may be broken on the smallest phones, or `long`.
    init(name: String) {
      text = name
      style = name.count <= CodeWords.longestName ? "name" : "long"
    }
  }

  private static let longest = 26
  private static let longestName = 30

  /// The words of `text`; of several spaces, all but the last belong to the word before.
  static func of(_ text: some StringProtocol) -> [Word] {
    var words: [String] = []
    for piece in text.split(separator: " ", omittingEmptySubsequences: false) {
      if piece.isEmpty, let last = words.indices.last {
        words[last] += " "
      } else if !piece.isEmpty {
        words.append(String(piece))
      }
    }
    return words.map { Word($0) }
  }
}
