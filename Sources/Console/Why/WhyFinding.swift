internal import Diagnosis
internal import SPF

/// What DNS says now about a refusal.
struct WhyFinding: Sendable {
  let question: WhyQuestion
  /// The check as it ends now, with its trace.
  let outcome: CheckOutcome
  /// What the refusal is taken for; nil if nothing is refused now, or time was over.
  let diagnosed: DiagnosedCase?
  /// The change that would let the client pass; nil if there is none to propose.
  let edit: RecordEdit?
  /// When it was found: seconds since 1970.
  let time: Int64

  /// What to tell.
  var situation: WhySituation {
    switch outcome.result {
    case .pass: return .passes
    case .temperror: return .dnsTrouble
    case .permerror: return .broken
    case .none: return .nothingToCheck
    case .fail, .softfail, .neutral: break
    }
    guard AddressKind(question.client) == .global else { return .hiddenClient }
    if sendsNothing { return .neverSends }
    guard let diagnosed, !diagnosed.restsOnLikeness else { return .undecided }
    return switch diagnosed.verdict {
    case .staleRecord: .stale
    case .forwarded: .forwarded
    case .forged: .forged
    case .hiddenClient: .hiddenClient
    case .unauthenticatedLocal: .ownServer
    case .brokenRecord, .dnsTrouble, .unknown: .undecided
    }
  }

  /// Whether the record authorises nobody: `v=spf1 -all`.
  private var sendsNothing: Bool {
    guard let record = outcome.trace?.record, record.terms.count == 1 else { return false }
    return record.terms[0].directive?.mechanism == .all && outcome.result == .fail
  }

  /// Seconds for which the same will be found.
  func lifetime(atMost seconds: Int) -> Int {
    outcome.result == .temperror ? min(15, seconds) : min(seconds, Int(outcome.ttl ?? 60))
  }
}
