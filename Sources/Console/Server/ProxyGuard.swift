internal import HTTPTypes
internal import Hummingbird
internal import PageSettings
internal import SPF

/// Lets requests pass that a proxy brings which has let somebody in, and names him. Whoever comes another way could write
/// the field himself.
struct ProxyGuard: RouterMiddleware {
  typealias Context = WebContext

  let pages: PageMaker
  private let networks: [IPNetwork]
  private let field: HTTPField.Name

  /// The guard for the proxy of a configuration; nil if none stands before the console.
  init?(_ configuration: SiteConfiguration, pages: PageMaker) {
    guard configuration.hasProxy, let field = configuration.userField.flatMap({ HTTPField.Name($0) }) else {
      return nil
    }
    self.pages = pages
    networks = configuration.proxyNetworks
    self.field = field
  }

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let isProxy = context.peer.map { peer in networks.contains { $0.contains(peer) } } ?? false
    let users = request.headers[values: field]
    // Two of them are one of the client's and one of the proxy's.
    guard isProxy, users.count == 1, users.first?.contains(where: { $0 != " " && $0 != "-" }) == true else {
      return pages.refusal(APIProblem(.forbidden, "no proxy names whom it has let in"), request)
    }
    return try await next(request, context)
  }
}
