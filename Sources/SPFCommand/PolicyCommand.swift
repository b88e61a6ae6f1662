internal import ArgumentParser
internal import PolicyService
internal import SPF

/// `spf policy`: the policy service for spawn(8) of Postfix.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Answer requests of the Postfix policy protocol on standard input.",
    discussion: """
      For spawn(8) of Postfix: one process for each connection. `spf serve` does the same for all connections \
      with one cache.

      Exit status: 0 the input ended between two requests, 1 it was no policy protocol; 64 usage.
      """)

  @OptionGroup var service: ServiceOptions
  @OptionGroup var resolver: ResolverOptions

  func run() async throws {
    try await resolver.withResolver { try await answer(with: $0) }
  }

  private func answer(with resolver: some ImmediateResolver) async throws {
    let policy = try service.policy()
    let sink = QueuedLogSink(connected: policy.logging)
    let loop = STDIOPolicyLoop(
      engine: PolicyEngine(configuration: policy, resolver: resolver),
      log: DecisionLog(configuration: policy, sink: sink))
    let hasEndedWell = await loop.run()
    await sink.close()
    if !hasEndedWell { throw ExitCode(1) }
  }
}
