internal import ArgumentParser
internal import DNS
internal import OpenSPF
internal import SPF

/// Where DNS answers come from: options of every command that asks.
struct ResolverOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Answer from this zone file (RFC 1035 master file, or YAML zone data) instead of the network; repeatable.",
      valueName: "file"))
  var zone: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The domain that names in zone files are relative to, until $ORIGIN says otherwise.",
      valueName: "domain"))
  var origin: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Ask this name server, ADDRESS or ADDRESS:PORT, instead of those of the system; repeatable.",
      valueName: "address"))
  var resolver: [String] = []

  private static let questionsAtOnce = 16

  func validate() throws {
    if let origin, Identity.helo(origin).domain == nil {
      throw ValidationError(
        "--origin: \"\(Printable.text(origin))\" is no fully qualified domain name; write, for instance, example.com."
      )
    }
    for text in resolver where ServerAddress(text) == nil {
      throw ValidationError(
        "--resolver: \"\(Printable.text(text))\" is no address; \(Self.examples).")
    }
  }

  /// How addresses of servers are written.
  static let examples = "write, for instance, 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53"

  /// What ``origin`` says; nil if it is not given.
  var originName: DomainName? { origin.flatMap { Identity.helo($0).domain } }

  /// Calls `body` with the resolver that the options describe. It asks for no longer than `seconds`; that they were
  /// over is told on standard error.
  func withResolver<T>(
    outside: OutsideNames, seconds: Int, _ body: (any ImmediateResolver) async throws -> T
  ) async throws -> T {
    try await withResolver(outside: outside) { resolver in
      let desk = QuestionDesk(
        resolver, limit: Self.questionsAtOnce, patience: .seconds(seconds), time: .seconds(seconds),
        clock: ContinuousClock())
      let result = try await body(desk)
      if desk.isOver {
        CommandError.report(
          "DNS was asked for \(seconds) s and no longer; answers are missing. --dns-time gives more time."
        )
      }
      return result
    }
  }

  /// Calls `body` with the resolver that the options describe.
  func withResolver<T>(
    outside: OutsideNames = .absent, _ body: (any ImmediateResolver) async throws -> T
  ) async throws -> T {
    try await withResolver(outside: outside, servers: resolver.compactMap { ServerAddress($0) }, body)
  }

  /// Calls `body` with a resolver that asks `servers` where the options say nothing else. `watch` is shown each answer as
  /// it comes.
  func withResolver<T>(
    outside: OutsideNames = .absent, servers: [ServerAddress], limits: QueryLimits = QueryLimits(),
    watch: (@Sendable (DNSQuestion, DNSAnswer) -> Void)? = nil,
    _ body: (any ImmediateResolver) async throws -> T
  ) async throws -> T {
    guard !zone.isEmpty else { return try await withNetwork(servers, limits, watch: watch, body) }
    guard outside == .asked || resolver.isEmpty else {
      CommandError.report("--zone and --resolver: choose one; zone files answer instead of a name server.")
      throw ExitCode(64)
    }
    let (data, extents) = try zoneData()
    switch outside {
    case .asked:
      return try await withNetwork(servers, limits, watch: watch) {
        try await body(ZoneFilesResolver(data, extents: extents, world: $0))
      }
    case .unknown where extents.allSatisfy(\.isKnown):
      let world = UnaskedResolver("it is outside the zone files given; add --follow to ask DNS")
      return try await body(ZoneFilesResolver(data, extents: extents, world: world))
    case .absent, .unknown:
      guard let watch else { return try await body(ZoneResolver(data)) }
      return try await body(WatchedResolver(ZoneResolver(data), watch: watch))
    }
  }

  private func withNetwork<T>(
    _ servers: [ServerAddress], _ limits: QueryLimits,
    watch: (@Sendable (DNSQuestion, DNSAnswer) -> Void)?, _ body: (any ImmediateResolver) async throws -> T
  ) async throws -> T {
    var options = CAresOptions()
    options.servers = servers
    // Those that nobody waits for any more count until their servers are given up.
    options.maximumQueries = 2 * limits.atOnce
    let network = try CommandError.starting { try CAresResolver(options) }
    defer { network.shutdown() }
    guard let watch else {
      return try await body(CachingResolver(LimitedResolver(MeasuredResolver(network), limits: limits)))
    }
    let watched = MeasuredResolver(WatchedResolver(network, watch: watch))
    return try await body(CachingResolver(LimitedResolver(watched, limits: limits)))
  }

  private func zoneData() throws -> (ZoneData, [ZoneExtent]) {
    var data = ZoneData()
    var extents: [ZoneExtent] = []
    for path in zone {
      let octets = try CommandError.reading { try BoundedFile.read(path) }
      let content = try CommandError.parsing {
        try ZoneFormat.read(octets, path: path, origin: originName)
      }
      data.merge(content)
      extents.append(ZoneExtent(content))
    }
    return (data, extents)
  }
}
