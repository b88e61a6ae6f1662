internal import Hummingbird
public import Logging
public import PageSettings
public import SPF
internal import ServiceLifecycle
internal import UnixSignals

/// Serves the public Why page where the configuration says.
public struct ConsoleServer: Sendable {
  private let configuration: ConsoleConfiguration
  private let resolver: any ImmediateResolver
  private let tokens: any WhyTokens
  private let now: @Sendable () -> Int64
  private let logger: Logger

  /// A server that asks `resolver`, which should be a cache, and `tokens` for what links with a token stand for. `now`
  /// gives seconds since 1970.
  public init(
    _ configuration: ConsoleConfiguration, resolver: any ImmediateResolver,
    tokens: any WhyTokens = MemoryWhyTokens(), now: @escaping @Sendable () -> Int64,
    logger: Logger = Logger(label: "console")
  ) throws(ConsoleProblem) {
    if let problem = configuration.problem { throw problem }
    self.configuration = configuration
    self.resolver = resolver
    self.tokens = tokens
    self.now = now
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT, or until the task is cancelled; requests under way are answered then. `started` is
  /// told the address once requests are taken.
  public func run(
    started: @escaping @Sendable (WebAddress) async -> Void = { _ in }
  ) async throws {
    var group = ServiceGroupConfiguration(
      services: servers(started), gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = configuration.limits.stopTime
    try await ServiceGroup(configuration: group).run()
  }

  private func servers(_ started: @escaping @Sendable (WebAddress) async -> Void) -> [any Service] {
    guard let address = configuration.why.address else { return [] }
    let site = WhySite(configuration.why, resolver: resolver, tokens: tokens, now: now)
    return [
      WebServer(
        responder: site.responder(), pages: site.pages, address: address, limits: configuration.limits,
        logger: logger,
        started: started)
    ]
  }
}
