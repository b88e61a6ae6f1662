internal import SPF

/// What all connections of a service share.
struct PolicyServiceContext<R: ImmediateResolver>: Sendable {
  let engine: PolicyEngine<R>
  let log: DecisionLog
  let server: ServerConfiguration
  let metrics: ServiceMetrics
  /// Replies are written when this many octets of them wait, and at the end of each read.
  let replyBatch = 32 * 1024
}
