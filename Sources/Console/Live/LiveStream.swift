/// What one who listens is told.
struct LiveStream: Sendable {
  /// The event after which it begins.
  let start: Int
  /// The events; they end when time is over, or when too many wait to be taken.
  let events: AsyncStream<LiveEvent>
}
