internal import HTTPTypes
internal import Hummingbird

/// Refuses requests with more than one Host field (RFC 9112 section 3.2): which of them counts would be a guess, and a
/// proxy before us may have guessed otherwise.
struct OneHost: RouterMiddleware {
  typealias Context = WebContext

  private static let host = SecurityHeaders.name("Host")

  let pages: PageMaker

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    // The first of them became the authority of the request; others are left.
    guard request.headers[values: Self.host].isEmpty else {
      return pages.refusal(APIProblem(.malformedRequest, "there is more than one Host field"), request)
    }
    return try await next(request, context)
  }
}
