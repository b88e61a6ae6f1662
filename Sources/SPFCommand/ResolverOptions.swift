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
      "Ask this name server, ADDRESS or ADDRESS:PORT, instead of those of the system; repeatable.",
      valueName: "address"))
  var resolver: [String] = []

  func validate() throws {
    guard zone.isEmpty || resolver.isEmpty else {
      throw ValidationError("--zone and --resolver: choose one; zone files answer instead of a name server.")
    }
    for text in resolver where ServerAddress(text) == nil {
      throw ValidationError(
        "--resolver: \"\(Printable.text(text))\" is no address; \(Self.examples).")
    }
  }

  /// How addresses of servers are written.
  static let examples = "write, for instance, 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53"

  /// Calls `body` with the resolver that the options describe.
  func withResolver<T>(_ body: (any ImmediateResolver) async throws -> T) async throws -> T {
    if !zone.isEmpty { return try await body(try zoneResolver()) }
    var options = CAresOptions()
    options.servers = resolver.compactMap { ServerAddress($0) }
    let network = try CommandError.starting { try CAresResolver(options) }
    defer { network.shutdown() }
    return try await body(CachingResolver(network))
  }

  private func zoneResolver() throws -> ZoneResolver {
    var data = ZoneData()
    for path in zone {
      let octets = try CommandError.reading { try BoundedFile.read(path) }
      data.merge(try CommandError.parsing { try ZoneFormat.read(octets, path: path) })
    }
    return ZoneResolver(data)
  }
}
