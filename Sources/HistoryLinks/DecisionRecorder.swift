public import History
public import PolicyService
internal import SPF

/// Records the decisions of the policy service: of each message the identities that were checked.
public struct DecisionRecorder: DecisionObserver {
  private let recorder: HistoryRecorder

  /// Records with `recorder`.
  public init(_ recorder: HistoryRecorder) {
    self.recorder = recorder
  }

  /// Counts the message; its further recipients are no further messages.
  public func observe(_ decision: PolicyDecision, of request: PolicyRequest) {
    let verdict = decision.verdict
    guard !decision.isRepeated, let client = verdict.checkedClient else { return }
    let helo = request.value(.heloName)
    let sender = request.value(.sender)
    // The last "@": a quoted local part may hold others.
    let start = sender.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? sender.startIndex
    recorder.record(
      Sighting(
        domain: sender[start...], helo: helo, reverseName: request.value(.clientName), client: client,
        // Where no HELO name was given another stood in for it.
        heloResult: helo.isEmpty ? nil : verdict.heloResult, mailFromResult: verdict.mailFromResult,
        action: Self.action(decision)))
  }

  private static func action(_ decision: PolicyDecision) -> ObservedAction {
    guard case .refuse(let code) = decision.action else {
      // A pass action that is not performed while monitoring was no refusal.
      guard case .refuse = decision.withheld?.action else { return .accepted }
      return .withheld
    }
    switch code {
    case .rejected, .rejectedByError, .plainRejected: return .rejected
    case .deferred, .deferredResult, .plainDeferred, .deferredIfPermit, .plainDeferredIfPermit:
      return .deferred
    }
  }
}
