internal import HTTPTypes
internal import Hummingbird

extension PageMaker {
  /// Refuses a request before anybody looks at what it is for: by `problem` to a program, and by the page that says the same
  /// to a person.
  func refusal(_ problem: APIProblem, _ request: Request) -> Response {
    if ConsoleAPI.isFor(request.uri.path) { return problem.response }
    var response = error(problem.code.status, request)
    response.headers[.allow] = problem.fields[.allow]
    return response
  }
}
