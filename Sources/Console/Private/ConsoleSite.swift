internal import Hummingbird
internal import PageSettings
internal import SPF

/// The private console: what happened, why, and what to do about it. For this host alone, or for those whom a proxy lets
/// in.
struct ConsoleSite: Sendable {
  let pages: PageMaker
  let desk: ConsoleDesk
  private let configuration: SiteConfiguration
  private let limits: WebLimits
  private let tokens: FormTokens

  init(
    _ configuration: SiteConfiguration, limits: WebLimits = WebLimits(), sources: ConsoleSources,
    resolver: any ImmediateResolver, now: @escaping @Sendable () -> Int64, tokens: FormTokens = FormTokens()
  ) {
    self.configuration = configuration
    self.limits = limits
    self.tokens = tokens
    desk = ConsoleDesk(sources, resolver: resolver, now: now)
    pages = PageMaker(
      base: "", site: Phrase("Console", "コンソール"), home: "/",
      footer: Phrase(
        "Private. Times are UTC. Nothing is loaded from elsewhere.", "非公開。時刻は UTC。外部からは何も読み込みません。"),
      styles: [.style, .console],
      menu: { PrivateFrame.menu(nil, language: $0, hasExemptions: sources.exemptions != nil) },
      remembersLanguage: true)
  }

  /// Its pages.
  func responder() -> RouterResponder<WebContext> {
    let kit = PageKit(desk: desk, pages: pages, tokens: tokens)
    let router = WebRouter.make(pages, assets: Asset.ofConsole) { router in
      // Without a proxy that lets people in, this host's own names are all there are.
      let names = configuration.hasProxy ? configuration.hostNames : []
      router.add(middleware: HostGuard(pages: pages, names: names))
      if let proxy = ProxyGuard(configuration, pages: pages) { router.add(middleware: proxy) }
      router.add(middleware: ConsoleMethods(pages: pages))
      router.add(middleware: LanguageMemory())
      router.add(middleware: ConsoleErrors(kit: kit))
      router.add(middleware: APIErrors())
    }
    // One line for each group of pages.
    OverviewRoutes(kit: kit).add(to: router)
    CaseRoutes(kit: kit).add(to: router)
    DomainRoutes(kit: kit).add(to: router)
    CheckRoutes(kit: kit).add(to: router)
    LiveRoutes(kit: kit).add(to: router)
    ExemptionRoutes(kit: kit).add(to: router)
    ConsoleAPI(desk: desk, limits: limits).add(to: router)
    return router.buildResponder()
  }
}
