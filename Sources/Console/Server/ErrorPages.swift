internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import PageSettings

/// Answers with a page where there is none, where a method is not to be had, or where a request is too long.
struct ErrorPages: RouterMiddleware {
  typealias Context = WebContext

  let pages: PageMaker

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.utf8.count <= WebLimits.longestTarget else {
      return pages.refusal(APIProblem(.addressTooLong), request)
    }
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      return pages.error(error.status, request)
    } catch {
      context.logger.error("a page could not be made", metadata: ["error": "\(error)"])
      return pages.error(.internalServerError, request)
    }
  }
}
