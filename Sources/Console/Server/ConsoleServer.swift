internal import Hummingbird
public import Logging
public import SPF
internal import ServiceLifecycle
internal import UnixSignals

/// Serves the private console and the public Why page, each where the configuration says.
public struct ConsoleServer: Sendable {
  /// What is served where.
  public enum Site: Sendable, Hashable {
    /// The private console.
    case console
    /// The public Why page.
    case why
  }

  private let configuration: ConsoleConfiguration
  private let resolver: any ImmediateResolver
  private let tokens: any WhyTokens
  private let now: @Sendable () -> Int64
  private let logger: Logger

  /// A server that asks `resolver`, which should be a cache, and `tokens` for what links with a token stand for. `now`
  /// gives seconds since 1970.
  public init(
    _ configuration: ConsoleConfiguration, resolver: any ImmediateResolver,
    tokens: any WhyTokens = MemoryWhyTokens(), now: @escaping @Sendable () -> Int64, logger: Logger = Logger(label: "console")
  ) throws(ConsoleProblem) {
    if let problem = configuration.problem { throw problem }
    self.configuration = configuration
    self.resolver = resolver
    self.tokens = tokens
    self.now = now
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT, or until the task is cancelled; requests under way are answered then. `started` is
  /// told each site's address once requests are taken.
  public func run(
    started: @escaping @Sendable (Site, WebAddress) async -> Void = { _, _ in }
  ) async throws {
    var group = ServiceGroupConfiguration(
      services: servers(started), gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = configuration.limits.stopTime
    try await ServiceGroup(configuration: group).run()
  }

  private func servers(_ started: @escaping @Sendable (Site, WebAddress) async -> Void) -> [any Service] {
    var servers: [any Service] = []
    if let address = configuration.address {
      servers.append(
        WebServer(
          responder: ConsoleSite(configuration).responder(), address: address, limits: configuration.limits,
          logger: logger, started: { await started(.console, $0) }))
    }
    if let address = configuration.why.address {
      let site = WhySite(configuration.why, resolver: resolver, tokens: tokens, now: now)
      servers.append(
        WebServer(
          responder: site.responder(), address: address, limits: configuration.limits, logger: logger,
          started: { await started(.why, $0) }))
    }
    return servers
  }
}
