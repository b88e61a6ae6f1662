internal import Reporting

/// What a step is, in words for a person.
public struct StepWords {
  private let plan: ChangePlan

  /// The words for the steps of `plan`.
  public init(plan: ChangePlan) {
    self.plan = plan
  }

  /// What to do, in a line.
  public func title(_ step: ChangeStep) -> String {
    let ttl = step.publication.map { "TTL \($0.ttl)" } ?? ""
    switch step.kind {
    case .lower: return "Lower the TTL: publish the same record, \(ttl)"
    case .add: return "Add: publish old and new together, \(ttl)"
    case .cutOver: return "Cut over: the new server may send"
    case .lastRejection: return "No receiver whose cache keeps TTLs refuses the new server any more"
    case .drain: return "Stop the old server, once its queue is empty"
    case .remove: return "Remove: publish the new record alone, \(ttl)"
    case .restore: return "Restore the TTL: publish the same record, \(ttl)"
    case .flatten: return "Flatten: publish networks instead of names, \(ttl)"
    case .expiry: return "Expired: flatten anew, or publish the names again"
    }
  }

  /// Why then, in a sentence.
  public func reason(_ step: ChangeStep) -> String {
    let timing = plan.timing
    let (ttl, wait) = (plan.published.ttl, timing.propagation)
    let kind = plan.published.texts.isEmpty ? "negative TTL" : "TTL"
    switch step.kind {
    case .lower: return "Caches keep the record for \(ttl) s until then."
    case .add where plan.steps.contains { $0.kind == .lower }:
      return "\(ttl) s (\(kind)) and \(wait) s (all servers) later every cache has the short TTL."
    case .add: return "At once: caches keep what they have for up to \(ttl) s (\(kind))."
    case .cutOver: return "Until then a cache may hold the record without the new server."
    case .lastRejection:
      return "\(ttl) s (\(kind)) and \(wait) s (all servers) after the publication."
    case .drain: return "Deferred mail stays in its queue for up to \(timing.queueLifetime) s."
    case .remove:
      return "Nothing comes from the old server any more. Its removal can be undone within minutes."
    case .restore: return "The change is everywhere."
    case .flatten: return "It is proved to say the same as the names do now."
    case .expiry: return "The least TTL of what the networks come from ends."
    }
  }
}
