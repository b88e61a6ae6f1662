/// A text with code in it: the model of the template `prose`.
struct Prose: Sendable, Hashable {
  /// A piece of the text: plain, or the words of a piece of code, within which no line ends.
  struct Part: Sendable, Hashable {
    var text: String?
    var words: [String] = []
  }

  let parts: [Part]

  /// The text of `phrase` in a language.
  init(_ phrase: Phrase, _ language: Language) {
    var parts: [Part] = []
    var rest = phrase[language][...]
    while let found = Self.first(of: phrase.code, in: rest) {
      let plain = rest[..<found.lowerBound]
      if !plain.isEmpty { parts.append(Part(text: String(plain))) }
      parts.append(Part(words: CodeWords.of(rest[found])))
      rest = rest[found.upperBound...]
    }
    if !rest.isEmpty { parts.append(Part(text: String(rest))) }
    self.parts = parts
  }

  /// Where the first of `pieces` stands, and of those that begin there the longest.
  private static func first(of pieces: [String], in text: Substring) -> Range<String.Index>? {
    let found = pieces.compactMap { $0.isEmpty ? nil : text.firstRange(of: $0) }
    return found.min {
      $0.lowerBound == $1.lowerBound ? $0.upperBound > $1.upperBound : $0.lowerBound < $1.lowerBound
    }
  }
}
