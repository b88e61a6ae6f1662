/// All rules of a configuration: those of the whole service, and those of its policies.
struct RuleBook: Sendable {
  let general: RuleSet
  private let policies: [(match: RecipientPolicy.Match, rules: RuleSet)]

  init(_ configuration: PolicyConfiguration) {
    general = RuleSet(configuration)
    policies = configuration.policies.map { ($0.match, RuleSet($0.configuration, policy: $0.name)) }
  }

  /// The rules for a request.
  func rules(for request: PolicyRequest) -> RuleSet {
    for policy in policies where policy.match.matches(request) { return policy.rules }
    return general
  }
}
