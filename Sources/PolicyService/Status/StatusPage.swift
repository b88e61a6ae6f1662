/// An answer of the status port.
struct StatusPage: Sendable, Hashable {
  let code: Int
  let mediaType: String
  let body: String

  static func text(_ code: Int, _ body: String) -> StatusPage {
    StatusPage(code: code, mediaType: "text/plain; charset=utf-8", body: body)
  }
}
