/// A text in all languages.
struct Phrase: Sendable, Hashable {
  let english: String
  let japanese: String
  /// The pieces of both texts that are code: terms, records, commands.
  let code: [String]

  /// The texts, and the pieces that stand in both of them as code.
  init(_ english: String, _ japanese: String, code: [String] = []) {
    self.english = english
    self.japanese = japanese
    self.code = code
  }

  /// The text in one language.
  subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .japanese: japanese
    }
  }
}
