/// A page that says why there is no other: the model of the template `error`.
struct ErrorPage: Sendable {
  let frame: PageFrame
  let title: String
  let text: String
  let code: String
}
