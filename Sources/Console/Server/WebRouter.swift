internal import Hummingbird

/// Makes routers: the one place where what every page has in common is put before it.
enum WebRouter {
  /// A router with nothing but the files that its pages load. `guards` adds what stands between them and a request that
  /// is no page's business.
  static func make(
    _ pages: PageMaker, assets: [Asset], _ guards: (Router<WebContext>) -> Void
  ) -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ErrorPages(pages: pages))
    router.add(middleware: OneHost(pages: pages))
    guards(router)
    router.get("/assets/:name") { _, context in
      guard let asset = assets.first(where: { $0.name == context.parameters.get("name") }) else {
        throw HTTPError(.notFound)
      }
      return asset.response
    }
    return router
  }
}
