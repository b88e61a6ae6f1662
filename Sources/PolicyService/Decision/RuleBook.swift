/// All rules of a configuration: those of the whole service, and those of its policies.
struct RuleBook: Sendable {
  let general: RuleSet

  init(_ configuration: PolicyConfiguration) {
    general = RuleSet(configuration)
  }

  /// The rules for a request.
  func rules(for request: PolicyRequest) -> RuleSet { general }
}
