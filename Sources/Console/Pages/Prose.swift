/// A text with code in it: the model of the template `prose`.
struct Prose: Sendable, Hashable {
  /// A piece of the text.
  struct Part: Sendable, Hashable {
    /// What is written as it is; for the others nothing.
    var text = ""
    /// What no line ends within: code, or a name.
    var words: [CodeWords.Word] = []
    var isCode = false
    var isName = false
  }

  let parts: [Part]

  /// A text that is code as a whole, or not at all.
  init(_ text: String, isCode: Bool = false) {
    parts = isCode ? [Part(words: CodeWords.of(text), isCode: true)] : Self.plain(text[...])
  }

  /// The text of `phrase` in a language.
  init(_ phrase: Phrase, _ language: Language) {
    var parts: [Part] = []
    var rest = phrase[language][...]
    while let found = Self.first(of: phrase.code, in: rest) {
      parts += Self.plain(rest[..<found.lowerBound])
      parts.append(Part(words: CodeWords.of(rest[found]), isCode: true))
      rest = rest[found.upperBound...]
    }
    self.parts = parts + Self.plain(rest)
  }

  /// Text without code. Between Japanese letters a browser ends a line behind any hyphen; names and addresses with such
  /// are kept together.
  private static func plain(_ text: Substring) -> [Part] {
    var parts: [Part] = []
    var open = Part()
    var rest = text
    while let first = rest.first {
      let run = rest.prefix { isOfName($0) == isOfName(first) }
      rest = rest[run.endIndex...]
      if isOfName(first), run.contains("-") {
        if !open.text.isEmpty { parts.append(open) }
        open = Part()
        parts.append(Part(words: [CodeWords.Word(name: String(run))], isName: true))
      } else {
        open.text += run
      }
    }
    return open.text.isEmpty ? parts : parts + [open]
  }

  /// Whether it is of the letters and signs that names in DNS and addresses of mail have.
  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-._@:/+=".contains(character))
  }

  /// Where the first of `pieces` stands, and of those that begin there the longest.
  private static func first(of pieces: [String], in text: Substring) -> Range<String.Index>? {
    let found = pieces.compactMap { $0.isEmpty ? nil : text.firstRange(of: $0) }
    return found.min {
      $0.lowerBound == $1.lowerBound ? $0.upperBound > $1.upperBound : $0.lowerBound < $1.lowerBound
    }
  }
}
