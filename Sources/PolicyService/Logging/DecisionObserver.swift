/// Who is told of every decision, on the way of the message: it must not block.
public protocol DecisionObserver: Sendable {
  /// A decision was made.
  func observe(_ decision: PolicyDecision, of request: PolicyRequest)
}
