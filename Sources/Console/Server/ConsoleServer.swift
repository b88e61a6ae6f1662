public import Logging
public import PageSettings
public import SPF
internal import ServiceLifecycle
internal import UnixSignals

/// Serves the public Why page and the private console where the configuration says, each at its own address.
public struct ConsoleServer: Sendable {
  /// What is served.
  public enum Page: Sendable, Hashable {
    /// The public Why page.
    case why
    /// The private console.
    case console
  }

  private let configuration: ConsoleConfiguration
  private let sources: ConsoleSources
  private let resolver: any ImmediateResolver
  private let tokens: any WhyTokens
  private let now: @Sendable () -> Int64
  private let logger: Logger

  /// A server that asks `resolver`, which should be a cache, `tokens` for what links with a token stand for, and for the
  /// console alone `sources`. `now` gives seconds since 1970.
  public init(
    _ configuration: ConsoleConfiguration, sources: ConsoleSources = ConsoleSources(),
    resolver: any ImmediateResolver, tokens: any WhyTokens = MemoryWhyTokens(),
    now: @escaping @Sendable () -> Int64, logger: Logger = Logger(label: "console")
  ) throws(ConsoleProblem) {
    if let problem = configuration.problem { throw problem }
    self.configuration = configuration
    self.sources = sources
    self.resolver = resolver
    self.tokens = tokens
    self.now = now
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT, or until the task is cancelled; requests under way are answered then. `started` is
  /// told the addresses once requests are taken.
  public func run(
    started: @escaping @Sendable (Page, WebAddress) async -> Void = { _, _ in }
  ) async throws {
    var group = ServiceGroupConfiguration(
      services: services(started), gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = configuration.limits.stopTime
    try await ServiceGroup(configuration: group).run()
  }

  private func services(_ started: @escaping @Sendable (Page, WebAddress) async -> Void) -> [any Service] {
    var services: [any Service] = []
    if let address = configuration.why.address {
      let site = WhySite(configuration.why, resolver: resolver, tokens: tokens, now: now)
      services.append(
        WebServer(
          responder: site.responder(), pages: site.pages, address: address, limits: configuration.limits,
          logger: logger, started: { await started(.why, $0) }))
    }
    if let address = configuration.site.address {
      let site = ConsoleSite(
        configuration.site, limits: configuration.limits, sources: sources, resolver: resolver, now: now)
      // The last of them is stopped first: looking into cases goes on until the pages have been answered.
      if site.desk.past != nil { services.append(CaseWatch(desk: site.desk)) }
      services.append(
        WebServer(
          responder: site.responder(), pages: site.pages, address: address, limits: configuration.limits,
          logger: logger, started: { await started(.console, $0) }))
    }
    return services
  }
}
