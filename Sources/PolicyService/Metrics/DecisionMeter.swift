internal import NIOConcurrencyHelpers

/// Counts for the connections that share it. There are several for a service, so that event loops do not wait for each
/// other.
final class DecisionMeter: Sendable {
  private let counts = NIOLockedValueBox(DecisionCounts())

  /// What has been counted so far.
  var total: DecisionCounts { counts.withLockedValue { $0 } }

  /// Changes the counts.
  func count(_ body: (inout DecisionCounts) -> Void) { counts.withLockedValue(body) }
}
