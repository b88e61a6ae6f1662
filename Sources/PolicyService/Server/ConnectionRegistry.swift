internal import NIOConcurrencyHelpers
internal import NIOCore

/// The connections that are open: counted against the limit, and told when the service stops.
final class ConnectionRegistry: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isStopping = false
    var emptied: [CheckedContinuation<Void, Never>] = []
  }

  private let state = NIOLockedValueBox(State())
  private let metrics: ServiceMetrics
  let limit: Int

  init(limit: Int, metrics: ServiceMetrics) {
    self.limit = limit
    self.metrics = metrics
  }

  var count: Int { state.withLockedValue { $0.channels.count } }

  /// Whether there is room for a further connection.
  func add(_ channel: any Channel) -> Bool {
    let isAdded = state.withLockedValue { state in
      guard !state.isStopping, state.channels.count < limit else { return false }
      state.channels[ObjectIdentifier(channel)] = channel
      return true
    }
    guard isAdded else {
      metrics.connectionRefused()
      return false
    }
    metrics.connectionOpened()
    channel.closeFuture.whenComplete { [self] _ in remove(channel) }
    return true
  }

  /// Tells all connections to end after what is under way.
  func stop() {
    let channels = state.withLockedValue { state in
      state.isStopping = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(PolicyServiceStop()) }
  }

  /// Ends all connections at once.
  func closeAll() {
    let channels = state.withLockedValue { Array($0.channels.values) }
    for channel in channels { channel.close(promise: nil) }
  }

  /// Returns when no connection is open.
  func waitUntilEmpty() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLockedValue { state in
        if !state.channels.isEmpty { state.emptied.append(continuation) }
        return state.channels.isEmpty
      }
      if isEmpty { continuation.resume() }
    }
  }

  private func remove(_ channel: any Channel) {
    metrics.connectionClosed()
    let waiting = state.withLockedValue { state -> [CheckedContinuation<Void, Never>] in
      state.channels[ObjectIdentifier(channel)] = nil
      guard state.channels.isEmpty else { return [] }
      defer { state.emptied = [] }
      return state.emptied
    }
    for continuation in waiting { continuation.resume() }
  }
}
