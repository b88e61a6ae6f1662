internal import SPF

/// Makes the decision of a verdict: which action, with which bytes.
struct PolicyWriter: Sendable {
  // A reference: to copy a configuration for each answer would be to count two dozen others.
  let rules: RuleSet
  private var configuration: PolicyConfiguration { rules.configuration }
  /// What the one who is answered can do.
  var abilities = Abilities.policy
  /// Who makes links for refusals.
  var links: LinkDesk?

  /// What the one who is answered can do.
  enum Abilities: Sendable, Hashable {
    /// Postfix by the policy protocol: any action of access(5).
    case policy
    /// A mail server by the milter protocol: no action of access(5) that has no counterpart there.
    case milter
    /// The same, and messages that would be refused for good are held back instead.
    case quarantine
  }

  /// The decision for one recipient; `isRepeated` if the verdict was made for an earlier one, `hasHeader` if the message
  /// has got its header field.
  func decision(
    for verdict: PolicyVerdict, of request: PolicyRequest, isRepeated: Bool, hasHeader: Bool
  ) -> PolicyDecision {
    if let exemption = verdict.exemption {
      guard let comment = exemption.comment else {
        return made(.dunno, [], verdict, isRepeated: isRepeated)
      }
      return header(verdict, isRepeated: isRepeated, hasHeader: hasHeader) {
        HeaderWriter(rules: rules).appendExempt(comment, of: request, to: &$0)
      }
    }
    guard let outcome = verdict.deciding else { return fallBack(verdict, isRepeated: isRepeated) }
    var withheld: PolicyDecision.Withheld?
    if verdict.ruling != .accept {
      let (action, text) = refusal(verdict.ruling, outcome, isStrict: verdict.isStrict, of: request)
      let isQuarantined = abilities == .quarantine && verdict.ruling == .reject
      guard configuration.isMonitoring || isQuarantined else {
        return made(action, text, verdict, isRepeated: isRepeated)
      }
      withheld = PolicyDecision.Withheld(
        action: action, text: text, reason: configuration.isMonitoring ? .monitoring : .quarantine)
    } else if let pardon = verdict.pardon {
      let (action, text) = refusal(pardon.ruling, pardon.outcome, isStrict: pardon.isStrict, of: request)
      withheld = PolicyDecision.Withheld(
        action: action, text: text, reason: PolicyDecision.Withheld.Reason(pardon.ground))
    }
    if abilities == .policy, verdict.ruling == .accept, let text = passAction(verdict).map({ Array($0.utf8) })
    {
      guard configuration.isMonitoring else {
        return made(.perform, text, verdict, isRepeated: isRepeated, withheld: withheld)
      }
      // It may be anything, a refusal too.
      withheld = PolicyDecision.Withheld(action: .perform, text: text, reason: .monitoring)
    }
    return header(verdict, isRepeated: isRepeated, hasHeader: hasHeader, withheld: withheld) {
      HeaderWriter(rules: rules).append(outcome, of: request, to: &$0)
    }
  }

  /// The answer without a result: what is configured for when the time is over.
  private func fallBack(_ verdict: PolicyVerdict, isRepeated: Bool) -> PolicyDecision {
    guard verdict.ruling != .accept else { return made(.dunno, [], verdict, isRepeated: isRepeated) }
    let action = PolicyAction.refuse(configuration.reply.hasEnhancedCodes ? .deferred : .plainDeferred)
    let text = Array("Message deferred: SPF could not be checked in time".utf8)
    guard configuration.isMonitoring else { return made(action, text, verdict, isRepeated: isRepeated) }
    return made(
      .dunno, [], verdict, isRepeated: isRepeated,
      withheld: PolicyDecision.Withheld(action: action, text: text, reason: .monitoring))
  }

  private func refusal(
    _ ruling: RejectionRule.Verdict, _ outcome: CheckOutcome, isStrict: Bool, of request: PolicyRequest
  ) -> (PolicyAction, [UInt8]) {
    let text = RefusalText(
      rules: rules, outcome: outcome, request: request, isStrict: isStrict,
      isDeferred: ruling == .defer, links: links)
    return (.refuse(code(for: ruling, outcome.result)), text.octets)
  }

  private func passAction(_ verdict: PolicyVerdict) -> String? {
    if verdict.mailFrom?.result == .pass, let action = configuration.passActions.mailFrom { return action }
    return verdict.helo?.result == .pass ? configuration.passActions.helo : nil
  }

  private func code(for ruling: RejectionRule.Verdict, _ result: SPFResult) -> PolicyAction.Code {
    let isEnhanced = configuration.reply.hasEnhancedCodes
    if ruling == .defer, result != .temperror { return isEnhanced ? .deferredResult : .plainDeferred }
    if ruling == .defer {
      return configuration.errors.temporaryErrors == .deferIfPermit
        ? (isEnhanced ? .deferredIfPermit : .plainDeferredIfPermit)
        : (isEnhanced ? .deferred : .plainDeferred)
    }
    guard isEnhanced else { return .plainRejected }
    return result == .permerror ? .rejectedByError : .rejected
  }

  /// A header field for the first recipient, if one is wanted; nothing for the others.
  private func header(
    _ verdict: PolicyVerdict, isRepeated: Bool, hasHeader: Bool, withheld: PolicyDecision.Withheld? = nil,
    append: (inout [UInt8]) -> Void
  ) -> PolicyDecision {
    guard !hasHeader else {
      return made(.dunno, [], verdict, isRepeated: isRepeated, withheld: withheld)
    }
    guard configuration.prospectiveClient == nil else {
      return made(.dunno, [], verdict, isRepeated: isRepeated, withheld: withheld)
    }
    var text: [UInt8] = []
    text.reserveCapacity(320)
    append(&text)
    guard configuration.header.kind != .none else {
      return made(.dunno, [], verdict, isRepeated: isRepeated, withheld: withheld, omittedHeader: text)
    }
    return made(.prepend, text, verdict, isRepeated: isRepeated, withheld: withheld)
  }

  private func made(
    _ action: PolicyAction, _ text: [UInt8], _ verdict: PolicyVerdict, isRepeated: Bool,
    withheld: PolicyDecision.Withheld? = nil, omittedHeader: [UInt8]? = nil
  ) -> PolicyDecision {
    PolicyDecision(
      action: action, text: text, verdict: verdict, isRepeated: isRepeated, withheld: withheld,
      omittedHeader: omittedHeader)
  }
}
