internal import Hummingbird

/// Makes routers: the one place where what every page has in common is put before it.
enum WebRouter {
  /// A router with nothing but the files that pages load.
  static func make(_ pages: PageMaker) -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ErrorPages(pages: pages))
    router.add(middleware: ReadOnly(pages: pages))
    router.get("/assets/:name") { _, context in
      guard let asset = Asset.named(context.parameters.get("name") ?? "") else {
        throw HTTPError(.notFound)
      }
      return asset.response
    }
    return router
  }
}
