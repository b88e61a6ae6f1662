internal import HTTPTypes
internal import Hummingbird

/// Remembers the language that somebody chose, for pages that link to each other.
struct LanguageMemory: RouterMiddleware {
  typealias Context = WebContext

  private static let name = "lang"

  /// The language that the browser was told to remember.
  static func remembered(_ request: Request) -> String? { Cookie.value(name: name, in: request) }

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    if let language = QueryText(request.uri.query ?? "").last("lang").flatMap({ Language(rawValue: $0) }) {
      response.headers[values: .setCookie].append(
        "\(Self.name)=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
    }
    return response
  }
}
