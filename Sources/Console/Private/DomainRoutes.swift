internal import HTTPTypes
internal import History
internal import Hummingbird
internal import SPF

/// The list of domains, and the page of each.
struct DomainRoutes: Sendable {
  let kit: PageKit

  private static let mostSenders = 200
  private static let longestName = 320

  func add(to router: Router<WebContext>) {
    router.get("/domains") { request, _ in try await list(request) }
    router.get("/domains/:domain") { request, context in try await page(request, context) }
  }

  private func list(_ request: Request) async throws -> Response {
    let given = (QueryText(request.uri.query ?? "").last("name") ?? "").trimmed(while: \.isWhitespace)
    if !given.isEmpty {
      guard let name = ConsoleDesk.domain(QueryText.encoded(String(given.prefix(Self.longestName)))) else {
        throw ParameterProblem(
          name: "name", expected: Phrase("a domain name, such as example.com", "ドメイン名(example.com など)"))
      }
      return Response(status: .seeOther, headers: [.location: "/domains/\(QueryText.encoded("\(name)"))"])
    }
    let senders =
      try await kit.desk.past?.store.summaries(SenderSummaryQuery(order: .latest, limit: Self.mostSenders))
      ?? []
    let language = kit.language(request)
    let frame = kit.frame(
      DomainTemplate.words[language]["title"] ?? "", at: .domains, language, path: "/domains")
    return kit.response(
      DomainListPage(senders, frame: frame, language: language), template: "domains", language: language)
  }

  private func page(_ request: Request, _ context: WebContext) async throws -> Response {
    guard let name = ConsoleDesk.domain(context.parameters.get("domain") ?? "") else {
      throw HTTPError(.notFound)
    }
    let file = try await kit.desk.domain(name, for: request, context)
    let verdicts = await kit.desk.past?.book.verdicts(of: file.senders.map(CaseKey.init)) ?? [:]
    let language = kit.language(request)
    let frame = kit.frame(
      file.domain, at: .domains, language, path: "/domains/\(QueryText.encoded(file.domain))")
    return kit.response(
      DomainPage(file, verdicts: verdicts, frame: frame, language: language), template: "domain",
      language: language)
  }
}
