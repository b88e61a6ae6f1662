internal import Hummingbird
internal import SPF

/// The first page: what happened lately.
struct OverviewRoutes: Sendable {
  let kit: PageKit

  func add(to router: Router<WebContext>) {
    router.get("/") { request, _ in try await overview(request) }
  }

  private func overview(_ request: Request) async throws -> Response {
    guard let past = kit.desk.past else { return kit.noHistory(request) }
    let window = try OverviewWindow(parameter: QueryText(request.uri.query ?? "").last("window") ?? "")
    let overview = try await kit.desk.overview(window, past)
    let language = kit.language(request)
    let frame = kit.frame(
      OverviewTemplate.words[language]["title"] ?? "", at: .overview, language, path: "/",
      query: "window=\(window.rawValue)")
    let (service, note) = await kit.desk.service()
    return kit.response(
      OverviewPage(overview, service: service, note: note, frame: frame, language: language),
      template: "overview", language: language)
  }
}
