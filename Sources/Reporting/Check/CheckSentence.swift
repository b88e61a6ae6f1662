internal import SPF

/// The verdict on a check in one sentence.
enum CheckSentence {
  static func text(_ outcome: CheckOutcome) -> String {
    let client = outcome.client
    let domain = name(of: outcome.identity)
    switch outcome.result {
    case .pass:
      return "\(client) is allowed to send mail for \(domain)\(decidedBy(outcome))."
    case .fail:
      return "\(client) is not allowed to send mail for \(domain)\(decidedBy(outcome))."
    case .softfail:
      return "\(client) is probably not allowed to send mail for \(domain)\(decidedBy(outcome))."
    case .neutral:
      return outcome.matched == nil
        ? "\(domain) says nothing about \(client): no term matches, and the record does not end in \"all\"."
        : "\(domain) does not say whether \(client) is allowed to send\(decidedBy(outcome))."
    case .none:
      return "There is nothing to check: \(outcome.problem?.description ?? "no record")."
    case .permerror:
      return "The record cannot be used: \(outcome.problem?.description ?? "error")."
    case .temperror:
      let advice = if case .dns(.notAsked)? = outcome.problem?.code { "" } else { ", try again later" }
      return "The check could not be completed\(advice): \(outcome.problem?.description ?? "error")."
    }
  }

  static func name(of identity: Identity) -> String {
    identity.domain?.description ?? Printable.text(identity.domainText)
  }

  private static func decidedBy(_ outcome: CheckOutcome) -> String {
    guard let matched = outcome.matched else { return "" }
    guard let origin = outcome.origin, origin.depth != matched.depth else { return " (\(matched.text))" }
    return " (\(matched.text), by \(origin.text) of \(origin.domain))"
  }
}
