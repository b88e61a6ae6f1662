internal import SPF

/// What all connections of a service share.
struct PolicyServiceContext<R: ImmediateResolver>: Sendable {
  let engine: PolicyEngine<R>
  /// The engine for mail servers that ask by the milter protocol.
  let milterEngine: PolicyEngine<R>
  /// The same, which has messages held back.
  let quarantiningEngine: PolicyEngine<R>
  let log: DecisionLog
  let server: ServerConfiguration
  let metrics: ServiceMetrics
  let milters: MilterConnections
  let turns = LoopTurns()
  /// Replies are written when this many octets of them wait, and at the end of each read.
  let replyBatch = 32 * 1024

  init(
    engine: PolicyEngine<R>, log: DecisionLog, server: ServerConfiguration, metrics: ServiceMetrics
  ) {
    self.engine = engine
    milterEngine = engine.forMilter(quarantines: false)
    quarantiningEngine = engine.forMilter(quarantines: true)
    self.log = log
    self.server = server
    self.metrics = metrics
    milters = MilterConnections()
  }
}
