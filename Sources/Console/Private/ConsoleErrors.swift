internal import History
internal import Hummingbird
internal import Logging

/// Answers with a page what can go wrong with any page of the console: a parameter that is none, a store that does not
/// answer, too many at a time.
struct ConsoleErrors: RouterMiddleware {
  typealias Context = WebContext

  let kit: PageKit

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as ParameterProblem {
      return kit.problem(problem, request)
    } catch let error as HistoryError {
      context.logger.error("history cannot be read", metadata: ["error": "\(error)"])
      return kit.problem(
        .serviceUnavailable, HistoryWords.title, HistoryWords.phrase(error), request)
    } catch let error as TooManyQuestions {
      return kit.pages.error(.tooManyRequests, request, retryAfter: error.seconds)
    } catch is Gate.Closed {
      return kit.pages.error(.serviceUnavailable, request, retryAfter: 2)
    }
  }
}
