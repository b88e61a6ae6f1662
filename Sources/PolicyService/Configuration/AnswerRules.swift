/// How long an answer may be awaited, and what it is when the time is over.
public struct AnswerRules: Sendable, Hashable {
  /// What is answered when the time is over.
  public enum FallBack: String, Sendable, Hashable, CaseIterable {
    /// Nothing: the message goes on unchecked.
    case dunno
    /// A temporary refusal, `451 4.7.24`.
    case `defer`
  }

  /// The time from the arrival of a request to its answer: waiting in line, exemptions, both identities and grace. Postfix
  /// gives up after 100 s (`smtpd_policy_service_timeout`).
  public var time: Duration = .seconds(50)
  /// What is answered then.
  public var fallBack = FallBack.dunno

  /// The defaults.
  public init() {}
}
