internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import NIOCore

/// Makes pages of models and templates.
struct PageMaker: Sendable {
  /// What stands before every path: nothing, or where a proxy has put the site (`/spf`).
  let base: String
  /// Whose pages they are.
  let site: Phrase
  /// The path of the first page.
  let home: String
  let footer: Phrase
  /// How they look.
  var styles = [Asset.style]
  /// The menu of pages that say why there is no other.
  var menu: @Sendable (Language) -> [PageFrame.MenuItem] = { _ in [] }
  /// Whether a language that somebody has chosen holds for the pages after it.
  var remembersLanguage = false

  /// The language in which a request is answered.
  func language(of request: Request) -> Language {
    Language(request, remembered: remembersLanguage ? LanguageMemory.remembered(request) : nil)
  }

  /// The frame of a page.
  func frame(
    title: String, language: Language, path: String, query: String = "", menu: [PageFrame.MenuItem] = []
  ) -> PageFrame {
    PageFrame(
      title: title, language: language, path: path, query: query, base: base, site: site, home: home,
      menu: menu, styles: styles, footer: footer)
  }

  /// The text of a page.
  static func text(_ model: some Sendable, template: String) -> String {
    guard let text = PageTemplates.library.render(model, withTemplate: template) else {
      preconditionFailure("there is no template \(template)")
    }
    return text
  }

  /// A response with a page.
  static func response(
    _ text: String, status: HTTPResponse.Status = .ok, language: Language, cache: String = "no-store"
  ) -> Response {
    response(ByteBuffer(string: text), status: status, language: language, cache: cache)
  }

  /// A response with a page whose octets are at hand.
  static func response(
    _ octets: ByteBuffer, status: HTTPResponse.Status, language: Language, cache: String
  ) -> Response {
    Response(
      status: status, headers: fields(language: language, cache: cache),
      body: ResponseBody(byteBuffer: octets))
  }

  /// The header fields of a page.
  static func fields(language: Language, cache: String) -> HTTPFields {
    [
      .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
      .vary: "Accept-Language", .cacheControl: cache,
    ]
  }

  /// A page that says why there is no other.
  func error(_ status: HTTPResponse.Status, _ request: Request, retryAfter seconds: Int? = nil) -> Response {
    let language = language(of: request)
    var response = Self.response(
      errorText(status, language), status: status, language: language, cache: "no-store")
    if let seconds { response.headers[.retryAfter] = "\(seconds)" }
    return response
  }

  /// The octets of such a page.
  func errorText(_ status: HTTPResponse.Status, _ language: Language) -> ByteBuffer {
    let words = ErrorWords(status)
    let model = ErrorPage(
      frame: frame(title: words.title[language], language: language, path: home, menu: menu(language)),
      title: words.title[language], text: words.text[language], code: "\(status.code)")
    return ByteBuffer(string: Self.text(model, template: "error"))
  }
}
