internal import SPF

/// Makes the decision of a verdict: which action, with which bytes.
struct PolicyWriter: Sendable {
  let configuration: PolicyConfiguration

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
        HeaderWriter(configuration: configuration).appendExempt(comment, of: request, to: &$0)
      }
    }
    guard let outcome = verdict.deciding else { return made(.dunno, [], verdict, isRepeated: isRepeated) }
    var refusal: PolicyDecision.Refusal?
    if verdict.ruling != .accept {
      let text = RefusalText(
        configuration: configuration, outcome: outcome, request: request, isStrict: verdict.isStrict)
      let refused = PolicyDecision.Refusal(code: code(for: verdict.ruling, outcome.result), text: text.octets)
      guard configuration.isMonitoring else {
        return made(.refuse(refused.code), refused.text, verdict, isRepeated: isRepeated)
      }
      refusal = refused
    }
    if verdict.ruling == .accept, let action = passAction(verdict) {
      return made(.perform, Array(action.utf8), verdict, isRepeated: isRepeated)
    }
    return header(verdict, isRepeated: isRepeated, hasHeader: hasHeader, withheld: refusal) {
      HeaderWriter(configuration: configuration).append(outcome, of: request, to: &$0)
    }
  }

  private func passAction(_ verdict: PolicyVerdict) -> String? {
    if verdict.mailFrom?.result == .pass, let action = configuration.passActions.mailFrom { return action }
    return verdict.helo?.result == .pass ? configuration.passActions.helo : nil
  }

  private func code(for ruling: RejectionRule.Verdict, _ result: SPFResult) -> PolicyAction.Code {
    let isEnhanced = configuration.reply.hasEnhancedCodes
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
    _ verdict: PolicyVerdict, isRepeated: Bool, hasHeader: Bool, withheld: PolicyDecision.Refusal? = nil,
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
    withheld: PolicyDecision.Refusal? = nil, omittedHeader: [UInt8]? = nil
  ) -> PolicyDecision {
    PolicyDecision(
      action: action, text: text, verdict: verdict, isRepeated: isRepeated, withheld: withheld,
      omittedHeader: omittedHeader)
  }
}
