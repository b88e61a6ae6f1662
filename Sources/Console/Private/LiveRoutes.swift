internal import History
internal import Hummingbird

/// The page that shows events as they come; they themselves are told by the JSON interface.
struct LiveRoutes: Sendable {
  let kit: PageKit

  private static let mostSenders = 30

  func add(to router: Router<WebContext>) {
    router.get("/live") { request, _ in try await live(request) }
  }

  private func live(_ request: Request) async throws -> Response {
    guard let past = kit.desk.past else { return kit.noHistory(request) }
    let hours = OverviewWindow.day.hours(now: kit.desk.now())
    let senders = try await past.store.summaries(
      SenderSummaryQuery(order: .latestTrouble, hours: hours, limit: Self.mostSenders))
    let verdicts = await past.book.verdicts(of: senders.map(CaseKey.init))
    let language = kit.language(request)
    let frame = kit.frame(LiveTemplate.words[language]["title"] ?? "", at: .live, language, path: "/live")
    return kit.response(
      LivePage(
        senders, verdicts: verdicts, state: await past.feed.state, frame: frame, language: language),
      template: "live", language: language)
  }
}
