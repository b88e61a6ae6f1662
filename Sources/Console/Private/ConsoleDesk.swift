internal import History
internal import Hummingbird
internal import Logging
internal import PageSettings
internal import PolicyService
internal import Reporting
internal import SPF
internal import Settings

/// What both the pages and the JSON interface of the console are made of.
struct ConsoleDesk: Sendable {
  let sources: ConsoleSources
  let resolver: any ImmediateResolver
  let now: @Sendable () -> Int64
  /// What needs history; nil if nothing is recorded.
  let past: Past?
  private let exemptionDesk: ExemptionDesk?
  private let domains: DomainReader
  private let gate: Gate
  private let limiter: RateLimiter

  /// What is made of history.
  struct Past: Sendable {
    let store: any HistoryStore
    let book: CaseBook
    let cases: CaseReader
    let feed: LiveFeed
  }

  init(_ sources: ConsoleSources, resolver: any ImmediateResolver, now: @escaping @Sendable () -> Int64) {
    self.sources = sources
    self.resolver = resolver
    self.now = now
    let differ = RecordDiffer(resolver: resolver)
    // What asks DNS does so a few at a time: a list of links that somebody opens at once must not become a flood.
    let limits = sources.lookups
    let gate = Gate(limit: limits.atOnce, room: limits.atOnce)
    self.gate = gate
    limiter = RateLimiter(perNetwork: limits.perNetwork, perMinute: limits.perMinute)
    let exemptionDesk = sources.exemptions.map { ExemptionDesk($0) }
    self.exemptionDesk = exemptionDesk
    let history = sources.history.map { TimedStore($0, limit: sources.historyTime) }
    domains = DomainReader(store: history, resolver: resolver, limits: limits)
    past = history.map { store in
      let examiner = CaseExaminer(sources: sources, store: store, resolver: resolver, now: now)
      let book = CaseBook(
        CaseExaminer(
          sources: sources, store: sources.backgroundHistory ?? store, resolver: resolver, now: now))
      return Past(
        store: store, book: book,
        cases: CaseReader(examiner, book: book, differ: differ, gate: gate, exemptions: exemptionDesk),
        feed: LiveFeed(store: store, book: book, now: now))
    }
  }

  /// What happened lately.
  func overview(_ window: OverviewWindow, _ past: Past) async throws -> Overview {
    try await Overview.read(window, store: past.store, book: past.book, now: now())
  }

  /// A page of cases.
  func cases(_ filter: CaseFilter, _ past: Past) async throws -> CaseList {
    try await CaseList.read(filter, store: past.store, book: past.book, widths: sources.widths)
  }

  /// A domain as it is written in a path; nil if it is none.
  static func domain(_ text: String) -> DomainName? {
    text.utf8.count <= 1024 ? ListedName.domain(QueryText.decoded(text)) : nil
  }

  /// Everything about a domain, for whoever sends `request`. That history cannot be read is logged.
  func domain(_ name: DomainName, for request: Request, _ context: WebContext) async throws -> DomainFile {
    try admit(client(of: request, context))
    let file = try await gate.pass { await domains.file(name) }
    if let trouble = file.trouble {
      context.logger.error("history cannot be read", metadata: ["error": "\(trouble)"])
    }
    return file
  }

  /// A check, for `client`.
  func check(_ question: CheckQuestion, for client: IPAddress?) async throws -> CheckOutcome {
    try admit(client)
    return try await gate.pass {
      let budget = BudgetResolver(resolver, queries: sources.lookups.queries)
      return await question.outcome(over: budget, within: sources.lookups.time)
    }
  }

  /// Whoever asks: behind a proxy, whom that names.
  func client(of request: Request, _ context: WebContext) -> IPAddress? {
    ClientAddress.of(request, peer: context.peer, proxies: sources.proxyNetworks)
  }

  private func admit(_ client: IPAddress?) throws(TooManyQuestions) {
    if let seconds = limiter.take(client, now: Double(now())) { throw TooManyQuestions(seconds: seconds) }
  }

  /// What the policy service tells of itself, and what is to be said where it tells nothing.
  func service() async -> (numbers: ServiceNumbers?, note: Phrase) {
    guard let address = sources.status else {
      return (
        nil,
        Phrase(
          "Its numbers are shown here where status.listen is set.", "status.listen を設定すると、ここに状態が表示されます。")
      )
    }
    guard let text = await StatusPort.metrics(at: address) else {
      return (nil, Phrase("It does not answer at \(address).", "\(address) が応答しません。"))
    }
    return (ServiceNumbers(metrics: text), Phrase("Since it was started.", "起動後の累計です。"))
  }

  /// The exemptions there are, the next to end first.
  func exemptions() async throws -> [TemporaryExemption] {
    try await exemptionDesk?.list().sorted { $0.end < $1.end } ?? []
  }

  /// Adds an exemption.
  func exempt(_ exemption: TemporaryExemption) async throws {
    try await exemptionDesk?.add(exemption, now: now())
    await past?.cases.forget(exemption.domain)
  }

  /// Removes an exemption; false if there is none.
  func endExemption(of domain: DomainName, for network: IPNetwork) async throws -> Bool {
    let isRemoved = try await exemptionDesk?.remove(domain, network: network) ?? false
    await past?.cases.forget(domain)
    return isRemoved
  }

  private static let longestRest = Duration.seconds(900)

  /// Keeps the cases up to date, until the task is cancelled. A round that took long is followed by a rest that is much
  /// longer, so that a large history is not read all the time.
  func run(every interval: Duration = .seconds(60)) async {
    guard let past else { return }
    while !Task.isCancelled {
      // A store that does not answer now may answer the next time; pages say that it does not.
      let took = await ContinuousClock().measure { try? await past.book.refresh() }
      try? await Task.sleep(for: min(max(interval, took * 10), Self.longestRest))
    }
  }
}
