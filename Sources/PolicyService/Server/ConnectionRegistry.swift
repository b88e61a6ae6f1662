internal import NIOConcurrencyHelpers
internal import NIOCore

/// The connections that are open: counted against the limit, and told when the service stops.
final class ConnectionRegistry: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: (number: Int, channel: any Channel)] = [:]
    var opened = 0
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

  /// Whether there is room for a further connection; if there is none and `inPlaceOfOldest` is set, the one that was
  /// opened first is closed for it.
  func add(_ channel: any Channel, inPlaceOfOldest: Bool = false) -> Bool {
    let (isAdded, oldest) = state.withLockedValue { state -> (Bool, (any Channel)?) in
      guard !state.isStopping else { return (false, nil) }
      var oldest: (any Channel)?
      if state.channels.count >= limit {
        guard inPlaceOfOldest, let first = state.channels.min(by: { $0.value.number < $1.value.number })
        else {
          return (false, nil)
        }
        oldest = first.value.channel
        state.channels[first.key] = nil
      }
      state.opened += 1
      state.channels[ObjectIdentifier(channel)] = (state.opened, channel)
      return (true, oldest)
    }
    oldest?.close(promise: nil)
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
      return state.channels.values.map(\.channel)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(PolicyServiceStop()) }
  }

  /// Ends all connections at once.
  func closeAll() {
    let channels = state.withLockedValue { $0.channels.values.map(\.channel) }
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
