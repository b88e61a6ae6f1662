internal import SPF

/// The page with a form for those who come without a link: the model of the template `form`.
struct WhyForm: Sendable {
  /// An entry of the form.
  struct Field: Sendable {
    let name: String
    let label: String
    let hint: String?
    let value: String
    let example: String
    let isRequired: Bool
  }

  let frame: PageFrame
  let tone: String
  let kicker: String
  let headline: String
  let lead: String
  let formTitle: String
  let action: String
  let languageCode: String
  let fields: [Field]
  let button: String
  let aboutTitle: String
  let about: [String]

  /// Why the form is shown.
  enum Occasion: Sendable, Hashable {
    /// Nothing was asked.
    case empty
    /// Something was missing or malformed.
    case incomplete
    /// The token of the link counts no longer.
    case expired
    /// The token of the link is none.
    case unknown
  }

  init(_ occasion: Occasion, _ query: WhyQuery, language: Language, pages: PageMaker) {
    let words = WhyFormWords(occasion)
    frame = pages.frame(title: words.headline[language], language: language, path: pages.home)
    tone = occasion == .empty ? "info" : "warn"
    kicker = words.kicker[language]
    headline = words.headline[language]
    lead = words.lead[language]
    formTitle = WhyFormWords.form[language]
    action = pages.base + pages.home
    languageCode = language.rawValue
    button = WhyFormWords.button[language]
    aboutTitle = WhyFormWords.aboutTitle[language]
    about = WhyFormWords.about.map { $0[language] }
    fields = [
      Field(
        name: "id", label: WhyFormWords.sender[language], hint: WhyFormWords.senderHint[language],
        value: Self.shown(query.name), example: "alice@example.com", isRequired: true),
      Field(
        name: "ip", label: WhyFormWords.client[language], hint: WhyFormWords.clientHint[language],
        value: Self.shown(query.client), example: "192.0.2.1", isRequired: true),
      Field(
        name: "r", label: WhyFormWords.receiver[language], hint: nil, value: Self.shown(query.receiver),
        example: "example.net", isRequired: false),
    ]
  }

  private static let longestValue = 320

  private static func shown(_ text: String) -> String {
    Printable.text(String(text.prefix(longestValue)))
  }
}
