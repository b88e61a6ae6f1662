internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Answers with a problem in JSON whatever goes wrong below `/api/`.
struct APIErrors: RouterMiddleware {
  typealias Context = WebContext

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard ConsoleAPI.isFor(request.uri.path) else { return try await next(request, context) }
    do {
      return try await next(request, context)
    } catch {
      let problem = APIProblem(error)
      if problem.code == .failed {
        context.logger.error("a document could not be made", metadata: ["error": "\(error)"])
      }
      return problem.response
    }
  }
}
