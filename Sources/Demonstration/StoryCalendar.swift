internal import PolicyService
internal import Synchronization

/// The time of a story whose days pass in a moment: so long before what the clock on the wall says.
final class StoryCalendar: Sendable {
  private let secondsAgo = Mutex<Int64>(0)

  /// Milliseconds since 1970.
  var milliseconds: Int64 { WallTime.milliseconds - secondsAgo.withLock { $0 } * 1000 }

  /// From now on it is so many seconds ago; 0 is the present.
  func go(to secondsAgo: Int64) {
    self.secondsAgo.withLock { $0 = secondsAgo }
  }
}
