internal import HTTPTypes
internal import History
internal import Hummingbird
internal import NIOCore
internal import PageSettings
internal import PolicyService
internal import Reporting
internal import SPF

/// The JSON interface of the console: what its pages show, for programs.
struct ConsoleAPI: Sendable {
  let desk: ConsoleDesk
  /// The time for which one answer tells events; whoever listens comes back then. Less than a server gives an answer.
  private let listening: Duration

  static let base = "/api/v1"

  /// Whether a path is a program's: of any version of the interface.
  static func isFor(_ path: some StringProtocol) -> Bool { path.hasPrefix("/api/") }

  private static let longestBody = 8192

  /// A proxy must not keep events back.
  private static let buffering = SecurityHeaders.name("X-Accel-Buffering")

  init(desk: ConsoleDesk, limits: WebLimits) {
    self.desk = desk
    listening = min(.seconds(20), limits.answerTime / 2)
  }

  /// Adds its routes. Each is in ``OpenAPIDocument``.
  func add(to router: Router<WebContext>) {
    let group = router.group("api/v1")
    group.get("openapi.json") { request, _ in
      _ = try APIQuery(request, [])
      return Self.response(ByteBuffer(string: OpenAPIDocument.text), cache: "no-cache")
    }
    group.get("overview") { request, _ in
      let text = try APIQuery(request, ["window"]).text.last("window") ?? ""
      let window = try OverviewWindow(parameter: text)
      return try Self.json(OverviewDocument(try await desk.overview(window, try past())))
    }
    group.get("cases") { request, _ in
      let filter = try CaseFilter(try APIQuery(request, CaseFilter.names).text)
      return try Self.json(CaseListDocument(try await desk.cases(filter, try past())))
    }
    group.get("cases/:domain/:network") { request, context in
      _ = try APIQuery(request, [])
      let past = try past()
      guard
        let key = CaseKey(
          domain: context.parameters.get("domain") ?? "", network: context.parameters.get("network") ?? "",
          widths: desk.sources.widths), let file = try await past.cases.file(key)
      else { throw APIProblem(.notFound) }
      return try Self.json(
        CaseFileDocument(file, verdict: await past.book.entry(key)?.verdict, now: desk.now()))
    }
    group.get("domains/:domain") { request, context in
      _ = try APIQuery(request, [])
      guard let name = ConsoleDesk.domain(context.parameters.get("domain") ?? "") else {
        throw APIProblem(.notFound, "that is no domain name")
      }
      let file = try await desk.domain(name, for: request, context)
      let verdicts = await desk.past?.book.verdicts(of: file.senders.map(CaseKey.init)) ?? [:]
      return try Self.json(DomainDocument(file, verdicts: verdicts))
    }
    group.get("check") { request, context in
      _ = try APIQuery(request, CheckInput.names)
      guard let question = try CheckQuestion(CheckInput(request.uri.query ?? "")) else {
        throw APIProblem(.invalidParameter, "ip: expected an address")
      }
      let outcome = try await desk.check(question, for: desk.client(of: request, context))
      return try Self.json(CheckDocument(outcome, limits: .rfc7208))
    }
    addExemptions(to: group)
    group.get("events") { request, _ in try await events(request) }
  }

  private func addExemptions(to group: RouterGroup<WebContext>) {
    group.get("exemptions") { request, _ in
      _ = try APIQuery(request, [])
      guard desk.sources.exemptions != nil else { throw APIProblem(.noExemptions) }
      return try Self.json(try await exemptions())
    }
    group.post("exemptions") { request, _ in
      guard desk.sources.exemptions != nil else { throw APIProblem(.noExemptions) }
      // A page of another site cannot send this type without asking first.
      guard request.headers[.contentType]?.split(separator: ";").first?.lowercased() == "application/json"
      else {
        throw APIProblem(.unsupportedMediaType)
      }
      let body = try await request.body.collect(upTo: Self.longestBody)
      guard let wanted = try? JSONText.decode(ExemptionRequest.self, from: Array(body.readableBytesView))
      else {
        throw APIProblem(.invalidBody, "expected an object with domain, network, until and reason")
      }
      let exemption: TemporaryExemption
      do throws(ParameterProblem) {
        exemption = try wanted.exemption(now: desk.now())
      } catch {
        throw APIProblem(.invalidBody, "\(error.name): expected \(error.expected.english)")
      }
      do {
        try await desk.exempt(exemption)
      } catch {
        throw APIProblem(.exemptionsUnavailable)
      }
      return try Self.json(ExemptionDocument(exemption, now: desk.now()), status: .created)
    }
  }

  private func exemptions() async throws -> ExemptionsDocument {
    do {
      let now = desk.now()
      return ExemptionsDocument(
        exemptions: try await desk.exemptions().map { ExemptionDocument($0, now: now) })
    } catch {
      throw APIProblem(.exemptionsUnavailable)
    }
  }

  /// Server-sent events, until the answer has been long enough.
  private func events(_ request: Request) async throws -> Response {
    _ = try APIQuery(request, [])
    let past = try past()
    let headers: HTTPFields = [
      .contentType: "text/event-stream", .cacheControl: "no-store", Self.buffering: "no",
    ]
    guard request.method == .get else { return Response(status: .ok, headers: headers) }
    let last = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }.flatMap { Int($0) }
    guard let stream = await past.feed.listen(after: last, for: listening) else {
      throw APIProblem(.busy)
    }
    return Response(status: .ok, headers: headers, body: EventStream.body(of: stream))
  }

  private func past() throws(APIProblem) -> ConsoleDesk.Past {
    guard let past = desk.past else { throw APIProblem(.noHistory, "history.store is not set") }
    return past
  }

  private static func json(_ document: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    response(ByteBuffer(string: try JSONText.encode(document, isPretty: false)), status: status)
  }

  private static func response(
    _ octets: ByteBuffer, status: HTTPResponse.Status = .ok, cache: String = "no-store"
  ) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: cache],
      body: ResponseBody(byteBuffer: octets))
  }
}
