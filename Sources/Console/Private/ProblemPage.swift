/// Why there is no page, and what helps: the model of the template `problem`.
struct ProblemPage: Sendable {
  let frame: PageFrame
  let title: String
  let text: String
}
