internal import Synchronization

/// Counts connections, and lets in no more than there may be.
final class StreamGate: Sendable {
  private let count = Atomic<Int>(0)
  private let maximum: Int

  init(maximum: Int) {
    self.maximum = maximum
  }

  /// Whether one more may come in; then it must ``leave()``.
  func enter() -> Bool {
    if count.add(1, ordering: .relaxed).newValue <= maximum { return true }
    leave()
    return false
  }

  func leave() {
    count.subtract(1, ordering: .relaxed)
  }
}
