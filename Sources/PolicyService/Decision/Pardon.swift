internal import SPF

/// Why an outcome that the rules refuse does not refuse the message.
struct Pardon: Sendable {
  /// What it rests on.
  enum Ground: Sendable, Hashable {
    /// An exemption for a domain and a network.
    case exemption(TemporaryExemption)
    /// The record was with this probability, in percent, not followed up.
    case grace(probability: Int)
  }

  let ground: Ground
  /// The outcome, and what the rules say about it.
  let outcome: CheckOutcome
  let ruling: RejectionRule.Verdict
  /// Whether the domain is one of ``PolicyConfiguration/strictDomains``.
  let isStrict: Bool
}
