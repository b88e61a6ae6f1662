internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What every group of pages of the console is made with.
struct PageKit: Sendable {
  let desk: ConsoleDesk
  let pages: PageMaker
  let tokens: FormTokens

  /// The language in which a request is answered.
  func language(_ request: Request) -> Language { pages.language(of: request) }

  /// The frame of a page with the menu at `place`. `path` and `query` are its own address.
  func frame(
    _ title: String, at place: PrivateFrame.Place?, _ language: Language, path: String, query: String = ""
  ) -> PageFrame {
    pages.frame(
      title: title, language: language, path: path, query: query,
      menu: PrivateFrame.menu(place, language: language, hasExemptions: desk.sources.exemptions != nil))
  }

  /// A response with the page that a template makes of a model. It is nobody else's to keep.
  func response(
    _ model: some Sendable, template: String, status: HTTPResponse.Status = .ok, language: Language
  ) -> Response {
    PageMaker.response(
      PrivateTemplates.text(model, template: template), status: status, language: language)
  }

  /// What the fields of forms are called that have a page of problems.
  private static let labels = CasesTemplate.words.phrases.merging([
    "name": Phrase("Domain", "ドメイン")
  ]) { first, _ in first }

  /// A page that says that a parameter, or a field of a form, is none.
  func problem(_ problem: ParameterProblem, _ request: Request) -> Response {
    let label = Self.labels[problem.name] ?? Phrase(problem.name, problem.name)
    return self.problem(
      .badRequest, Phrase("“\(label.english)” cannot be understood", "「\(label.japanese)」を解釈できません"),
      Phrase(
        "Expected: \(problem.expected.english). Go back and write it anew.",
        "正しい値: \(problem.expected.japanese)。前のページに戻って入力し直してください。"), request)
  }

  /// A page that says that there is nothing to show.
  func noHistory(_ request: Request) -> Response {
    problem(
      .ok, Phrase("Nothing is recorded yet", "まだ何も記録されていません"),
      Phrase(
        "Set history.store in the configuration that spf serve and spf console read, for instance sqlite:/var/lib/spf/history.db.",
        "spf serve と spf console が読む設定で history.store を指定してください(例: sqlite:/var/lib/spf/history.db)。"), request
    )
  }

  /// A page that says what is wrong and what helps.
  func problem(
    _ status: HTTPResponse.Status, _ title: Phrase, _ text: Phrase, _ request: Request
  ) -> Response {
    let language = language(request)
    let model = ProblemPage(
      frame: frame(title[language], at: nil, language, path: "/"), title: title[language],
      text: text[language])
    return response(model, template: "problem", status: status, language: language)
  }
}
