/// All rules of a configuration: those of the whole service, and those of its policies.
struct RuleBook: Sendable {
  let general: RuleSet
  private let policies: [(match: RecipientPolicy.Match, rules: RuleSet)]
  /// The policies of single recipients, of which there may be thousands; their order is that of ``policies``.
  private var byRecipient: [String: [Int]] = [:]
  /// All others.
  private var others: [Int] = []

  init(_ configuration: PolicyConfiguration) {
    general = RuleSet(configuration)
    policies = configuration.policies.map { ($0.match, RuleSet($0.configuration, policy: $0.name)) }
    for (index, policy) in policies.enumerated() {
      if policy.match.recipients.isEmpty { others.append(index) }
      for recipient in policy.match.recipients { byRecipient[recipient, default: []].append(index) }
    }
  }

  /// The rules for a request: those of the first policy that matches.
  func rules(for request: PolicyRequest) -> RuleSet {
    guard !policies.isEmpty else { return general }
    let message = MatchedMessage(request)
    let own = byRecipient[message.recipient]?.first { policies[$0].match.matches(message) }
    let other = others.first { policies[$0].match.matches(message) }
    guard let index = [own, other].compactMap(\.self).min() else { return general }
    return policies[index].rules
  }
}
