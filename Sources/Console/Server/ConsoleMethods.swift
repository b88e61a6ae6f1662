internal import HTTPTypes
internal import Hummingbird

/// Lets requests pass that read, and those that change something where something can be changed, if they come from a page
/// of our own. What another site's page has loaded is not answered either: it could make the console ask DNS.
struct ConsoleMethods: RouterMiddleware {
  typealias Context = WebContext

  let pages: PageMaker

  /// Where something can be changed.
  private static let changing: Set = ["/exemptions", "/exemptions/remove", "/api/v1/exemptions"]

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let elsewhere = APIProblem(.forbidden, "the request comes from another site")
    if request.method == .get || request.method == .head {
      guard !Self.isLoadedElsewhere(request) else { return pages.refusal(elsewhere, request) }
      return try await next(request, context)
    }
    let takesPost = Self.changing.contains(request.uri.path)
    guard request.method == .post, takesPost else {
      var problem = APIProblem(.methodNotAllowed)
      problem.allowed = takesPost ? "GET, HEAD, POST" : "GET, HEAD"
      return pages.refusal(problem, request)
    }
    guard Self.isOwn(request) else { return pages.refusal(elsewhere, request) }
    return try await next(request, context)
  }

  private static let site = SecurityHeaders.name("Sec-Fetch-Site")
  private static let mode = SecurityHeaders.name("Sec-Fetch-Mode")
  private static let destination = SecurityHeaders.name("Sec-Fetch-Dest")

  /// Whether a browser says that a page of another site loads this into itself; a link to it may be followed.
  static func isLoadedElsewhere(_ request: Request) -> Bool {
    guard let site = request.headers[site], site == "cross-site" || site == "same-site" else { return false }
    // A frame is navigated, too.
    return request.headers[mode] != "navigate"
      || request.headers[destination].map { $0 != "document" } ?? false
  }

  /// Whether a browser says that the request comes from a page of this site, or nothing, as other programs do.
  static func isOwn(_ request: Request) -> Bool {
    if let site = request.headers[site] {
      return site == "same-origin" || site == "none"
    }
    guard let origin = request.headers[.origin] else { return true }
    guard let range = origin.firstRange(of: "://"), let host = request.head.authority else { return false }
    return origin[range.upperBound...] == host[...]
  }
}
