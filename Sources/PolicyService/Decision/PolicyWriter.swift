internal import SPF

/// Makes the decision of a verdict: which action, with which bytes.
struct PolicyWriter: Sendable {
  let configuration: PolicyConfiguration
  /// Whether messages that would be refused for good are held back instead.
  var quarantines = false

  /// The decision for one recipient; `isRepeated` if the message has had an answer before.
  func decision(
    for verdict: PolicyVerdict, of request: PolicyRequest, isRepeated: Bool
  ) -> PolicyDecision {
    switch verdict.exemption {
    case .noClient, .malformedClient, .nothingToCheck:
      return made(.dunno, [], verdict, isRepeated: isRepeated)
    case .local:
      return header(verdict, isRepeated: isRepeated) { appendLocalHeader(of: request, to: &$0) }
    case nil:
      break
    }
    guard let outcome = verdict.deciding else { return made(.dunno, [], verdict, isRepeated: isRepeated) }
    var refusal: PolicyDecision.Refusal?
    let isQuarantined = quarantines && !configuration.isMonitoring && verdict.ruling == .reject
    if verdict.ruling != .accept {
      let text = RefusalText(configuration: configuration, outcome: outcome, request: request)
      let refused = PolicyDecision.Refusal(code: code(for: verdict.ruling, outcome.result), text: text.octets)
      guard configuration.isMonitoring || isQuarantined else {
        return made(.refuse(refused.code), refused.text, verdict, isRepeated: isRepeated)
      }
      refusal = refused
    }
    return header(verdict, isRepeated: isRepeated, withheld: refusal, isQuarantined: isQuarantined) {
      HeaderWriter(configuration: configuration).append(outcome, of: request, to: &$0)
    }
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
    _ verdict: PolicyVerdict, isRepeated: Bool, withheld: PolicyDecision.Refusal? = nil,
    isQuarantined: Bool = false, append: (inout [UInt8]) -> Void
  ) -> PolicyDecision {
    guard !isRepeated else {
      return made(
        .dunno, [], verdict, isRepeated: true, withheld: withheld, isQuarantined: isQuarantined)
    }
    var text: [UInt8] = []
    text.reserveCapacity(320)
    append(&text)
    guard configuration.header.kind != .none else {
      return made(
        .dunno, [], verdict, isRepeated: false, withheld: withheld, isQuarantined: isQuarantined,
        omittedHeader: text)
    }
    return made(
      .prepend, text, verdict, isRepeated: false, withheld: withheld, isQuarantined: isQuarantined)
  }

  private func appendLocalHeader(of request: PolicyRequest, to out: inout [UInt8]) {
    HeaderWriter(configuration: configuration).appendLocal(of: request, to: &out)
  }

  private func made(
    _ action: PolicyAction, _ text: [UInt8], _ verdict: PolicyVerdict, isRepeated: Bool,
    withheld: PolicyDecision.Refusal? = nil, isQuarantined: Bool = false, omittedHeader: [UInt8]? = nil
  ) -> PolicyDecision {
    PolicyDecision(
      action: action, text: text, verdict: verdict, isRepeated: isRepeated, withheld: withheld,
      isQuarantined: isQuarantined, omittedHeader: omittedHeader)
  }
}
