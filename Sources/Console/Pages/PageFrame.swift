/// What every page has around its content: the model of the template `layout`.
struct PageFrame: Sendable {
  /// A link to the page in a language.
  struct LanguageLink: Sendable {
    let code: String
    let name: String
    let link: String
    let isCurrent: Bool
  }

  /// An entry of the menu.
  struct MenuItem: Sendable {
    let name: String
    let link: String
    let isCurrent: Bool
  }

  let language: String
  let base: String
  let title: String
  /// Whose pages they are, in a word or two.
  let site: String
  let home: String
  let styles: [String]
  let script: String
  let icon: String
  let skip: String
  let languageLabel: String
  let languages: [LanguageLink]
  let menuLabel: String
  let menu: [MenuItem]
  let footer: String

  /// Where a file is that only some pages load.
  func address(of asset: Asset) -> String { base + asset.path }

  /// The frame of a page at `path`, whose query is `query` but for its language.
  init(
    title: String, language: Language, path: String, query: String, base: String, site: Phrase, home: String,
    menu: [MenuItem] = [], styles: [Asset], footer: Phrase
  ) {
    self.language = language.rawValue
    self.base = base
    self.title = title
    self.site = site[language]
    self.home = base + home
    self.styles = styles.map { base + $0.path }
    script = base + Asset.script.path
    icon = base + Asset.icon.path
    skip = Words.skip[language]
    languageLabel = Words.language[language]
    languages = Language.allCases.map { other in
      let parameters = query.isEmpty ? "lang=\(other.rawValue)" : "\(query)&lang=\(other.rawValue)"
      return LanguageLink(
        code: other.rawValue, name: other.name, link: "\(base)\(path)?\(parameters)",
        isCurrent: other == language)
    }
    menuLabel = Words.menu[language]
    self.menu = menu
    self.footer = footer[language]
  }
}
