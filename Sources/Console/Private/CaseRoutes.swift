internal import HTTPTypes
internal import Hummingbird
internal import SPF

/// The list of cases, and the page of each.
struct CaseRoutes: Sendable {
  let kit: PageKit

  func add(to router: Router<WebContext>) {
    router.get("/cases") { request, _ in try await list(request) }
    router.get("/cases/:domain/:network") { request, context in
      try await page(
        request, domain: context.parameters.get("domain") ?? "",
        network: context.parameters.get("network") ?? "")
    }
  }

  private func list(_ request: Request) async throws -> Response {
    guard let past = kit.desk.past else { return kit.noHistory(request) }
    let filter = try CaseFilter(QueryText(request.uri.query ?? ""))
    let list = try await kit.desk.cases(filter, past)
    let language = kit.language(request)
    let frame = kit.frame(
      CasesTemplate.words[language]["title"] ?? "", at: .cases, language, path: "/cases",
      query: filter.queryOfPage)
    return kit.response(
      CasesPage(list, filter: filter, frame: frame, language: language), template: "cases",
      language: language)
  }

  private func page(_ request: Request, domain: String, network: String) async throws -> Response {
    guard let past = kit.desk.past else { return kit.noHistory(request) }
    guard let key = CaseKey(domain: domain, network: network, widths: kit.desk.sources.widths),
      let file = try await past.cases.file(key)
    else { throw HTTPError(.notFound) }
    let language = kit.language(request)
    let frame = kit.frame("\(key.domain) \(key.network)", at: .cases, language, path: key.path)
    // A domain that history has cut is none that an exemption could be for.
    let isExemptible = kit.desk.sources.exemptions != nil && key.name != nil
    let token = isExemptible ? kit.tokens.token(of: request) : nil
    var response = kit.response(
      CasePage(file, token: token?.token, now: kit.desk.now(), frame: frame, language: language),
      template: "case", language: language)
    if let token, token.isNew {
      response.headers[values: .setCookie].append(FormTokens.cookie(token.token))
    }
    return response
  }
}
