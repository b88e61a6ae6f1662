internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

extension PolicyServer {
  /// Scrapers and health checks are few; for one connection more than these the one that was opened first is closed.
  private static var greatestStatusConnections: Int { 64 }
  private static var statusIdleTime: TimeAmount { .seconds(5) }

  /// Serves `/metrics` and `/health` on an address. Throws ``ServiceError`` if that cannot be.
  func listenForStatus(
    on address: ListenAddress, _ group: MultiThreadedEventLoopGroup, _ status: ServiceStatus
  )
    async throws -> [Listener]
  {
    // Not counted among the service's own connections.
    let registry = ConnectionRegistry(
      limit: Self.greatestStatusConnections, metrics: ServiceMetrics(threads: 1))
    return try await listen(on: address, group) { channel in
      guard registry.add(channel, inPlaceOfOldest: true) else { return channel.close() }
      return channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(IdleStateHandler(allTimeout: Self.statusIdleTime))
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
        try pipeline.addHandler(StatusHandler(status: status))
      }
    }
  }
}
