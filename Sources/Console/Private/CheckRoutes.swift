internal import HTTPTypes
internal import Hummingbird
internal import SPF

/// The form to check a client.
struct CheckRoutes: Sendable {
  let kit: PageKit

  func add(to router: Router<WebContext>) {
    router.get("/check") { request, context in try await check(request, context) }
  }

  private func check(_ request: Request, _ context: WebContext) async throws -> Response {
    let input = CheckInput(request.uri.query ?? "")
    let language = kit.language(request)
    let frame = kit.frame(
      CheckTemplate.words[language]["title"] ?? "", at: .check, language, path: "/check", query: input.query)
    let question: CheckQuestion?
    do throws(ParameterProblem) {
      question = input.client == nil ? nil : try CheckQuestion(input)
    } catch {
      return page(
        CheckPage(input, problem: error, frame: frame, language: language), status: .badRequest,
        language: language)
    }
    guard let question else {
      return page(CheckPage(input, frame: frame, language: language), language: language)
    }
    let outcome = try await kit.desk.check(question, for: kit.desk.client(of: request, context))
    return page(CheckPage(input, outcome: outcome, frame: frame, language: language), language: language)
  }

  private func page(
    _ model: CheckPage, status: HTTPResponse.Status = .ok, language: Language
  ) -> Response {
    kit.response(model, template: "check", status: status, language: language)
  }
}
