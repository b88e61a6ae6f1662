internal import HTTPTypes
internal import Hummingbird
internal import SPF

/// Lets requests pass that a proxy has authenticated: from its networks, with the name of the user in a header field.
struct TrustedProxy: RouterMiddleware {
  typealias Context = WebContext

  let networks: [IPNetwork]
  let userField: HTTPField.Name
  let pages: PageMaker

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard let peer = context.peer, networks.contains(where: { $0.contains(peer) }),
      let user = request.headers[userField], !user.isEmpty
    else { return pages.error(.forbidden, request) }
    return try await next(request, context)
  }
}
