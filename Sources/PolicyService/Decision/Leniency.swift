internal import SPF

/// What may speak for a message that the rules refuse.
struct Leniency: Sendable {
  let exemptions: TemporaryExemptions
  /// Seconds since 1970.
  let now: Int64

  /// Nothing.
  static let none = Leniency(exemptions: TemporaryExemptions(), now: 0)

  /// Why an outcome does not refuse the message; nil if nothing speaks for it.
  func ground(for outcome: CheckOutcome, _ subject: PolicySubject) -> Pardon.Ground? {
    guard !exemptions.isEmpty else { return nil }
    for domain in [outcome.identity.domain, subject.mailFromIdentity.domain] {
      guard let domain,
        let exemption = exemptions.exemption(of: domain, for: subject.client, now: now)
      else { continue }
      return .exemption(exemption)
    }
    return nil
  }
}
