internal import HTTPTypes
internal import Hummingbird
internal import PageSettings
internal import SPF

/// Lets requests pass that name this host as a loopback address, as `localhost`, or by one of the names that the console
/// has behind a proxy: a page elsewhere whose name is made to point here has a name of its own.
struct HostGuard: RouterMiddleware {
  typealias Context = WebContext

  let pages: PageMaker
  /// The names besides those of loopback.
  let names: [DomainName]

  @concurrent func handle(
    _ request: Request, context: WebContext,
    next: @concurrent (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard isOwn(request.head.authority ?? "") else {
      return pages.refusal(
        APIProblem(.forbidden, "the console does not have the name of the Host field (console.host_names)"),
        request)
    }
    return try await next(request, context)
  }

  /// Whether the authority of a URL, with or without a port, is local or one of the names.
  private func isOwn(_ authority: String) -> Bool {
    let isBracketed = authority.hasPrefix("[")
    let host: Substring
    let port: Substring
    if isBracketed {
      guard let end = authority.firstIndex(of: "]") else { return false }
      host = authority[authority.index(after: authority.startIndex)..<end]
      port = authority[authority.index(after: end)...]
    } else {
      let end = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<end]
      port = authority[end...]
    }
    guard port.isEmpty || (port.first == ":" && port.dropFirst().allSatisfy { $0.isASCII && $0.isNumber })
    else { return false }
    if !isBracketed, host.lowercased() == "localhost" { return true }
    if !isBracketed, let name = DomainName(String(host)), names.contains(name) { return true }
    guard let address = IPAddress(host), (address.family == .ipv6) == isBracketed else { return false }
    return WebAddress.isLoopback(address)
  }
}
