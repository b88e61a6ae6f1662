internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PageSettings
internal import SPF

/// The public Why page: for whoever was sent its address because a mail was refused.
struct WhySite: Sendable {
  /// A page that is kept: of a refusal, or of a question alone, in a language.
  private struct Key: Hashable, Sendable {
    let question: WhyQuestion
    let refusal: WhyRefusal?
    let language: Language
  }

  let pages: PageMaker
  private let desk: WhyDesk
  private let store: PageStore<Key>
  private let tokens: any WhyTokens
  private let proxies: [IPNetwork]
  private let keptSeconds: Int
  private let now: @Sendable () -> Int64

  /// A browser may keep a page so long without asking again.
  private static let browserSeconds: Int64 = 60
  private static let busySeconds = 5

  init(
    _ configuration: WhyConfiguration, resolver: any ImmediateResolver, tokens: any WhyTokens,
    now: @escaping @Sendable () -> Int64
  ) {
    pages = PageMaker(
      base: configuration.base, site: Phrase("Why was this mail refused?", "メールが拒否された理由"), home: "/why",
      footer: Phrase(
        "Made of what public DNS says now. Nothing about you or the mail is stored by this page.",
        "公開 DNS の現在の内容から作成しています。このページは、あなたやメールの情報を保存しません。"))
    desk = WhyDesk(resolver: resolver, limits: configuration.limits, now: now)
    store = PageStore(limit: configuration.limits.keptOctets)
    self.tokens = tokens
    proxies = configuration.proxyNetworks
    keptSeconds = configuration.limits.keptSeconds
    self.now = now
  }

  /// Its pages, under every name that links have had.
  func responder() -> RouterResponder<WebContext> {
    let router = WebRouter.make(pages, assets: Asset.common) {
      $0.add(middleware: ReadOnly(pages: pages))
    }
    for path in ["/", "/why", "/Why", "/why.html", "/Why.html"] {
      router.get(RouterPath(path)) { request, context in await page(request, context) }
    }
    for path in ["/why/:token", "/Why/:token"] {
      router.get(RouterPath(path)) { request, context in
        await page(request, context, token: context.parameters.get("token") ?? "")
      }
    }
    return router.buildResponder()
  }

  private func page(_ request: Request, _ context: WebContext) async -> Response {
    let language = pages.language(of: request)
    let query = WhyQuery(request.uri.query ?? "")
    guard let question = query.question else {
      return form(
        query.isEmpty ? .empty : .incomplete, query, language, status: query.isEmpty ? .ok : .badRequest)
    }
    return await page(
      question, refusal: nil, path: pages.home, query: question.query, language, request, context)
  }

  private func page(_ request: Request, _ context: WebContext, token text: String) async -> Response {
    let language = pages.language(of: request)
    guard let token = WhyToken(text) else {
      return form(.unknown, WhyQuery(""), language, status: .notFound)
    }
    switch await tokens.answer(to: token, now: now()) {
    case .refusal(let refusal):
      return await page(
        refusal.question, refusal: refusal, path: "\(pages.home)/\(token)", query: "", language, request,
        context)
    case .expired: return form(.expired, WhyQuery(""), language, status: .gone)
    case .unknown: return form(.unknown, WhyQuery(""), language, status: .notFound)
    }
  }

  private func page(
    _ question: WhyQuestion, refusal: WhyRefusal?, path: String, query: String, _ language: Language,
    _ request: Request, _ context: WebContext
  ) async -> Response {
    let key = Key(question: question, refusal: refusal, language: language)
    if let kept = store.page(key, now: now()) {
      return response(kept.octets, seconds: kept.seconds, language)
    }
    let client = ClientAddress.of(request, peer: context.peer, proxies: proxies)
    switch await desk.ask(question, client: client) {
    case .limited(let seconds): return pages.error(.tooManyRequests, request, retryAfter: seconds)
    case .busy: return pages.error(.serviceUnavailable, request, retryAfter: Self.busySeconds)
    case .finding(let finding):
      let model = WhyPageMaker(
        finding: finding, refusal: refusal, language: language, pages: pages, path: path, query: query
      ).page
      let octets = ByteBuffer(string: PageMaker.text(model, template: "why"))
      let seconds = Int64(finding.lifetime(atMost: keptSeconds))
      if seconds > 0 { store.keep(octets, as: key, until: now() + seconds) }
      return response(octets, seconds: seconds, language)
    }
  }

  private func response(_ octets: ByteBuffer, seconds: Int64, _ language: Language) -> Response {
    PageMaker.response(
      octets, status: .ok, language: language,
      cache: "private, max-age=\(min(seconds, Self.browserSeconds))")
  }

  private func form(
    _ occasion: WhyForm.Occasion, _ query: WhyQuery, _ language: Language, status: HTTPResponse.Status
  ) -> Response {
    let model = WhyForm(occasion, query, language: language, pages: pages)
    return PageMaker.response(PageMaker.text(model, template: "form"), status: status, language: language)
  }
}
