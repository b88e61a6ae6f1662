internal import SPF

/// A configuration with what is made of it once. A reference, because each verdict holds the one it was made by.
final class RuleSet: Sendable {
  let configuration: PolicyConfiguration
  let evaluator: Evaluator
  /// The name of the policy these rules belong to; nil for those of the whole service.
  let policy: String?

  init(_ configuration: PolicyConfiguration, policy: String? = nil) {
    self.configuration = configuration
    self.policy = policy
    evaluator = Evaluator(limits: configuration.limits)
  }
}
