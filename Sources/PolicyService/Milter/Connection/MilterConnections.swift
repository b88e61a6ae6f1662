internal import NIOConcurrencyHelpers

/// What the connections of a milter have in common.
final class MilterConnections: Sendable {
  private let start = WallTime.milliseconds
  private let count = NIOLockedValueBox<UInt64>(0)
  private let lacking = NIOLockedValueBox<MilterActions>([])

  /// A name from which those of messages are made: no two of a service are alike, nor are those of two services
  /// that were not started in the same millisecond.
  func nextName() -> String {
    let number = count.withLockedValue { count in
      count += 1
      return count
    }
    return "\(String(start, radix: 16)).\(String(number, radix: 16))"
  }

  /// Those of `actions` that this was not called with before: what a mail server cannot do is logged once, not for
  /// each of its connections.
  func news(of actions: MilterActions) -> MilterActions {
    lacking.withLockedValue { lacking in
      defer { lacking.formUnion(actions) }
      return actions.subtracting(lacking)
    }
  }
}
