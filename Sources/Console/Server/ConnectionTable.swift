internal import NIOCore
internal import Synchronization

/// The connections of a server, in the order in which they were opened. There are never more than so many: whoever holds
/// many without asking for anything loses his own.
final class ConnectionTable: Sendable {
  private struct State {
    var channels: [UInt64: any Channel] = [:]
    /// The next number, and the least that may still be open.
    var next: UInt64 = 0
    var oldest: UInt64 = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) {
    self.limit = limit
  }

  /// Open ones.
  var count: Int { state.withLock { $0.channels.count } }

  /// Takes `channel` in. If there are too many then, the oldest is told to go: at once, or after the answer under way.
  func add(_ channel: any Channel) {
    let (number, surplus) = state.withLock { state -> (UInt64, (any Channel)?) in
      let number = state.next
      state.next += 1
      state.channels[number] = channel
      guard state.channels.count > limit else { return (number, nil) }
      while state.oldest < state.next {
        defer { state.oldest += 1 }
        if let oldest = state.channels.removeValue(forKey: state.oldest) { return (number, oldest) }
      }
      return (number, nil)
    }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { _ = $0.channels.removeValue(forKey: number) }
    }
    surplus?.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
  }
}
