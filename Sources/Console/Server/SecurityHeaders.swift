internal import HTTPTypes
internal import Hummingbird

/// Gives every response the header fields that keep a browser from doing what no page of ours needs: nothing is loaded
/// from elsewhere, no script stands in a page, nobody puts a page into a frame, and no address that was visited is told
/// to others.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = WebContext

  static let policy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
  ].joined(separator: "; ")

  private static let fields: [(HTTPField.Name, String)] = [
    (.contentSecurityPolicy, policy), (.xContentTypeOptions, "nosniff"),
    (name("Referrer-Policy"), "no-referrer"), (name("Cross-Origin-Opener-Policy"), "same-origin"),
    (name("Cross-Origin-Resource-Policy"), "same-origin"),
    (name("Permissions-Policy"), "camera=(), geolocation=(), microphone=()"),
    (name("X-Robots-Tag"), "noindex"),
  ]

  /// The name of a header field.
  static func name(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header field") }
    return name
  }

  /// Adds them.
  static func add(to headers: inout HTTPFields) {
    for (name, value) in fields { headers[name] = value }
  }

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    Self.add(to: &response.headers)
    return response
  }
}
