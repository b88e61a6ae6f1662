/// The words that all pages have.
enum Words {
  static let skip = Phrase("Skip to the content", "本文へ移動")
  static let language = Phrase("Language", "言語")
  static let menu = Phrase("Pages", "ページ")
  static let copy = Phrase("Copy", "コピー")
  static let copied = Phrase("Copied", "コピーしました")
}
