internal import HTTPTypes
internal import Hummingbird

/// Lets requests pass that read.
struct ReadOnly: RouterMiddleware {
  typealias Context = WebContext

  let pages: PageMaker

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      var response = pages.error(.methodNotAllowed, request)
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    return try await next(request, context)
  }
}
