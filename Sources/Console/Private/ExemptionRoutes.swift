internal import HTTPTypes
internal import History
internal import Hummingbird
internal import PolicyService
internal import Reporting
internal import SPF

/// The exemptions in force, and the forms that add one or end one.
struct ExemptionRoutes: Sendable {
  let kit: PageKit

  private static let longestForm = 8192

  func add(to router: Router<WebContext>) {
    guard kit.desk.sources.exemptions != nil else { return }
    router.get("/exemptions") { request, _ in await list(request) }
    router.post("/exemptions") { request, _ in try await add(request) }
    router.post("/exemptions/remove") { request, _ in try await remove(request) }
  }

  /// The page, with the form as it was filled in if somebody has done that.
  private func list(
    _ request: Request, filled: ExemptionRequest? = nil, problem: ParameterProblem? = nil
  ) async -> Response {
    let list: [TemporaryExemption]
    do {
      list = try await kit.desk.exemptions()
    } catch {
      return unusable(error, request)
    }
    let language = kit.language(request)
    let frame = kit.frame(
      ExemptionsTemplate.words[language]["title"] ?? "", at: .exemptions, language, path: "/exemptions")
    let (token, isNew) = kit.tokens.token(of: request)
    let page = ExemptionsPage(
      list, desk: kit.desk, token: token, filled: filled, problem: problem, frame: frame, language: language)
    var response = kit.response(
      page, template: "exemptions", status: problem == nil ? .ok : .badRequest, language: language)
    if isNew { response.headers[values: .setCookie].append(FormTokens.cookie(token)) }
    return response
  }

  private func add(_ request: Request) async throws -> Response {
    let form = try await form(request)
    guard kit.tokens.isGenuine(form.last("token") ?? "", request) else { return stale(request) }
    func field(_ name: String) -> String {
      String((form.last(name) ?? "").trimmed(while: \.isWhitespace))
    }
    let filled = ExemptionRequest(
      domain: field("domain"), network: field("network"), until: field("until"), reason: field("reason"))
    let exemption: TemporaryExemption
    do throws(ParameterProblem) {
      exemption = try filled.exemption(now: kit.desk.now())
    } catch {
      return await list(request, filled: filled, problem: error)
    }
    do {
      try await kit.desk.exempt(exemption)
    } catch {
      return unusable(error, request)
    }
    guard form.last("from") == "case", kit.desk.past != nil else { return Self.seeOther("/exemptions") }
    let key = CaseKey(
      domain: HistoryText.domain(exemption.domain), network: "\(exemption.network)",
      widths: kit.desk.sources.widths)
    return Self.seeOther(key?.path ?? "/exemptions")
  }

  private func remove(_ request: Request) async throws -> Response {
    let form = try await form(request)
    guard kit.tokens.isGenuine(form.last("token") ?? "", request) else { return stale(request) }
    guard let domain = ListedName.domain(form.last("domain") ?? ""),
      let network = IPNetwork(form.last("network") ?? "")
    else { throw HTTPError(.badRequest) }
    do {
      _ = try await kit.desk.endExemption(of: domain, for: network)
    } catch {
      return unusable(error, request)
    }
    return Self.seeOther("/exemptions")
  }

  /// The fields of a form. In it a space is a plus sign.
  private func form(_ request: Request) async throws -> QueryText {
    guard
      request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        == "application/x-www-form-urlencoded"
    else { throw HTTPError(.unsupportedMediaType) }
    let body = try await request.body.collect(upTo: Self.longestForm)
    return QueryText(String(buffer: body).replacing("+", with: "%20"))
  }

  private func stale(_ request: Request) -> Response {
    kit.problem(
      .forbidden, Phrase("The form is no longer good", "フォームの有効期限が切れています"),
      Phrase(
        "It was given out before the console was started anew, or cookies are turned off, or it came from elsewhere. Load its page again, and send it then. Nothing was changed.",
        "コンソールの再起動前に表示されたか、Cookie が無効か、別のサイトから送信されたものです。ページを再表示してから送信し直してください。何も変更されていません。"), request)
  }

  private func unusable(_ error: any Error, _ request: Request) -> Response {
    let reason = Printable.text("\(error)")
    return kit.problem(
      .serviceUnavailable, Phrase("The file of exemptions cannot be used", "除外ファイルを使用できません"),
      Phrase(reason, reason), request)
  }

  private static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
  }
}
