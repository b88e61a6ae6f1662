internal import PolicyService

/// The rules of one recipient, as its line gives them.
struct PerUserPolicy: Sendable {
  let recipient: String
  let given: [GivenSetting]

  /// The policy over the rules of the whole service.
  func policy(over settings: ServiceSettings) -> RecipientPolicy {
    var own = settings
    // What cannot be used was noted when it was translated.
    for one in given { try? one.apply(to: &own) }
    own.policy.policies = []
    var match = RecipientPolicy.Match()
    match.recipients = [recipient]
    return RecipientPolicy(name: recipient, match: match, configuration: own.policy)
  }
}
