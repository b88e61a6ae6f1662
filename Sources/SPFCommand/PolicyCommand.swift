internal import ArgumentParser
internal import PolicyService
internal import SPF
internal import Settings

/// `spf policy`: the policy service for spawn(8) of Postfix.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Answer requests of the Postfix policy protocol on standard input.",
    discussion: """
      For spawn(8) of Postfix: one process for each connection. `spf serve` does the same for all connections \
      with one cache.

      Exit status: 0 the input ended between two requests, 1 it was no policy protocol; 64 usage, 65 the configuration cannot be understood, 66 it cannot be read.
      """)

  @OptionGroup var service: ServiceOptions
  @OptionGroup var resolver: ResolverOptions

  func run() async throws {
    let loaded = try service.load(resolver.resolver.isEmpty ? [:] : ["resolver": resolver.resolver])
    try await resolver.withResolver(servers: loaded.settings.nameServers) {
      try await answer(with: $0, loaded.settings.policy)
    }
  }

  private func answer(with resolver: some ImmediateResolver, _ policy: PolicyConfiguration) async throws {
    let sink = QueuedLogSink(connected: policy.logging)
    let loop = STDIOPolicyLoop(
      engine: PolicyEngine(configuration: policy, resolver: resolver),
      log: DecisionLog(configuration: policy, sink: sink))
    let hasEndedWell = await loop.run()
    await sink.close()
    if !hasEndedWell { throw ExitCode(1) }
  }
}
