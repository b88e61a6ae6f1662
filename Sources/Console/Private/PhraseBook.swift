/// The words of a page by the names that its template has for them.
struct PhraseBook: Sendable {
  let phrases: [String: Phrase]

  init(_ phrases: [String: Phrase]) {
    self.phrases = phrases
  }

  /// All of them in one language.
  subscript(language: Language) -> [String: String] { phrases.mapValues { $0[language] } }
}
