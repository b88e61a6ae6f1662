internal import Reporting
internal import SPF

/// What a step is, in words for a person.
public struct StepWords {
  private let plan: ChangePlan

  /// The words for the steps of `plan`.
  public init(plan: ChangePlan) {
    self.plan = plan
  }

  private var change: RecordChange { plan.change }

  /// What to do, in a line.
  public func title(_ step: ChangeStep) -> String {
    let ttl = step.publication.map { "TTL \($0.ttl)" } ?? ""
    switch step.kind {
    case .hold: return "Leave \(change.held.names) as they are until the old server is empty (drain)"
    case .stopLoss: return "Stop the loss: let the new server put off what is refused"
    case .lower: return "Lower the TTL: publish the same record, \(ttl)"
    case .add: return "\(addition), \(ttl)"
    case .cutOver: return "Cut over: the new server may send"
    case .lastRejection: return "No receiver whose cache keeps TTLs refuses the new server any more"
    case .release: return "Release: let the new server deliver what it has put off"
    case .drain:
      return isReplacing
        ? "Stop the old server, once its queue is empty"
        : "See that nothing of yours is sent from where the result gets stricter"
    case .remove: return "Remove: publish the new record alone, \(ttl)"
    case .restore where plan.published.texts.isEmpty: return "Raise the TTL: publish the same record, \(ttl)"
    case .restore: return "Restore the TTL: publish the same record, \(ttl)"
    case .flatten: return "Flatten: publish networks instead of names, \(ttl)"
    case .expiry: return "Expired: flatten anew, or publish the names again"
    }
  }

  /// Whether a server goes, and not only the results of others change.
  private var isReplacing: Bool { !change.removal.losing(.pass).isEmpty || !change.held.isEmpty }

  private var addition: String {
    if change.before == nil { return "Add: publish the record" }
    if change.isRepair { return "Repair: publish the record that can be used" }
    if change.during != change.after { return "Add: publish old and new together" }
    return change.added.isEmpty ? "Publish the changed record" : "Add: publish the record with what is new"
  }

  /// Why then, and what to see to, in lines.
  public func reason(_ step: ChangeStep) -> String {
    let timing = plan.timing
    let (ttl, wait) = (plan.published.ttl, timing.propagation)
    let kind = plan.published.texts.isEmpty ? "negative TTL" : "TTL"
    switch step.kind {
    case .hold:
      let terms = change.held.terms.map(\.description).joined(separator: ", ")
      return
        "\(networks) \(change.held.addresses.prefixes.count == 1 ? "passes" : "pass") only by \(terms): changed sooner, the old server would be refused."
    case .stopLoss:
      return """
        On the new server, Postfix: postconf -e soft_bounce=yes && postfix reload
        What a receiver refuses then stays in the queue. To send nothing at all: postconf -e defer_transports=smtp && postfix reload
        """
          + (isLong
            ? "\nRaise maximal_queue_lifetime, too: until the release is longer than mail may wait." : "")
    case .release:
      return "postconf -X soft_bounce defer_transports && postfix reload && postqueue -f"
    case .lower: return "Caches keep the record for \(ttl) s until then."
    case .add where plan.steps.contains { $0.kind == .lower }:
      guard step.time == timing.now + Int64(ttl) + wait else {
        return """
          Then caches have forgotten what was published before.
          First see that every name server gives the TTL \(step.publication?.ttl ?? 0): \(check)
          """
      }
      return """
        \(ttl) s (\(kind)) and \(wait) s (all servers) later every cache has the short TTL.
        First see that every name server gives the TTL \(step.publication?.ttl ?? 0), or lowering has not worked: \(check)
        """
    case .add: return "At once: caches keep what they have for up to \(ttl) s (\(kind))."
    case .cutOver: return "Until then a cache may hold an answer without the new server."
    case .lastRejection: return lastRejection
    case .drain where !isReplacing:
      return "Reports (DMARC) and receivers' answers show for \(timing.queueLifetime) s who still sends."
    case .drain:
      return "Deferred mail stays in its queue for up to \(timing.queueLifetime) s."
        + (change.held.isEmpty ? "" : " Then \(change.held.names) may change.")
    case .remove where isReplacing:
      return "Nothing comes from the old server any more. Its removal can be undone within minutes."
    case .remove: return "Nothing of yours comes from there. It can be undone within minutes."
    case .restore: return "The change is everywhere."
    case .flatten: return "It is proved to say the same as the names do now."
    case .expiry: return "The least TTL of what the networks come from ends."
    }
  }

  /// Whether mail that was put off would be returned before it is released.
  private var isLong: Bool {
    plan.safeFrom.map { $0 - plan.timing.now >= plan.timing.queueLifetime } ?? false
  }

  private var lastRejection: String {
    let (ttl, wait) = (plan.published.ttl, plan.timing.propagation)
    guard plan.safeFrom == plan.timing.now + Int64(ttl) + wait else {
      return "Then caches have forgotten every older answer that matters."
    }
    return
      "\(ttl) s (\(plan.published.texts.isEmpty ? "negative TTL" : "TTL")) and \(wait) s (all servers) after the publication."
  }

  /// The addresses held, a few of them.
  private var networks: String {
    let list = change.held.addresses.prefixes
    return list.count > 3
      ? CountText.describe(change.held.addresses) : list.map(\.description).joined(separator: ", ")
  }

  /// How to ask a name server for the TTL.
  private var check: String {
    "\(TTLCheck.command(plan.published.servers.first, plan.published.domain))"
      + (plan.published.servers.count > 1 ? ", and so on" : "")
  }
}
