internal import SPF

/// What may speak for a message that the rules refuse.
struct Leniency: Sendable {
  let exemptions: TemporaryExemptions
  let grace: GraceDesk?
  /// Seconds since 1970.
  let now: Int64
  /// Whether what nobody has looked into is looked into. Otherwise nothing speaks for it.
  var isInquisitive = true

  /// What becomes of a refusal.
  enum Answer: Sendable {
    /// It stands.
    case none
    /// The message is not refused.
    case pardon(Pardon.Ground)
    /// It is refused for now.
    case deferral
    /// That is to be found out first.
    indirect case unjudged(GraceQuestion)
  }

  /// Nothing.
  static let none = Leniency(exemptions: TemporaryExemptions(), grace: nil, now: 0)

  /// Whether nothing can speak for any message.
  var isNone: Bool { exemptions.isEmpty && grace == nil }

  /// What speaks for the message in spite of an outcome.
  func answer(
    _ outcome: CheckOutcome, _ ruling: RejectionRule.Verdict, _ subject: PolicySubject, _ rules: GraceRules
  ) -> Answer {
    if let exemption = exemption(outcome, subject) { return .pardon(.exemption(exemption)) }
    guard let grace, rules.mode != .off, ruling == .reject,
      outcome.result == .fail || outcome.result == .softfail,
      let question = subject.question(about: outcome)
    else { return .none }
    switch grace.opinion(on: question, rules, now: now) {
    case .none: return .none
    case .unjudged: return isInquisitive ? .unjudged(question) : .none
    case .stale(let probability):
      return rules.mode == .accept ? .pardon(.grace(probability: probability)) : .deferral
    }
  }

  private func exemption(_ outcome: CheckOutcome, _ subject: PolicySubject) -> TemporaryExemption? {
    guard !exemptions.isEmpty else { return nil }
    for domain in [outcome.identity.domain, subject.mailFromIdentity.domain] {
      guard let domain,
        let exemption = exemptions.exemption(of: domain, for: subject.client, now: now)
      else { continue }
      return exemption
    }
    return nil
  }
}
