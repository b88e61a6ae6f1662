internal import HTTPTypes
internal import Hummingbird

/// Lets requests pass that read, and those that change something where something can be changed, if they come from a page
/// of our own.
struct ConsoleMethods: RouterMiddleware {
  typealias Context = WebContext

  let pages: PageMaker

  /// Where something can be changed.
  private static let changing: Set = ["/exemptions", "/exemptions/remove", "/api/v1/exemptions"]

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if request.method == .get || request.method == .head { return try await next(request, context) }
    let path = request.uri.path
    let isAPI = path.hasPrefix("/api/")
    let takesPost = Self.changing.contains(path)
    guard request.method == .post, takesPost else {
      let allowed = takesPost ? "GET, HEAD, POST" : "GET, HEAD"
      if isAPI {
        var problem = APIProblem(.methodNotAllowed)
        problem.allowed = allowed
        return problem.response
      }
      var response = pages.error(.methodNotAllowed, request)
      response.headers[.allow] = allowed
      return response
    }
    guard Self.isOwn(request) else {
      return isAPI
        ? APIProblem(.forbidden, "the request comes from another site").response
        : pages.error(.forbidden, request)
    }
    return try await next(request, context)
  }

  /// Whether a browser says that the request comes from a page of this site, or nothing, as other programs do.
  static func isOwn(_ request: Request) -> Bool {
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
      return site == "same-origin" || site == "none"
    }
    guard let origin = request.headers[.origin] else { return true }
    guard let range = origin.firstRange(of: "://"), let host = request.head.authority else { return false }
    return origin[range.upperBound...] == host[...]
  }
}
