internal import PolicyService
internal import SPF

/// Writes one policy as an item of the list `policies`.
enum PolicyYAML {
  /// Its match, and the keys whose values are not those of the whole service, or are `always` written.
  static func text(
    _ policy: RecipientPolicy, over general: ServiceSettings, always: Set<String> = []
  ) -> String {
    var tree = YAMLTree(indentation: 4)
    tree.add("name", .scalar(policy.name))
    let match = policy.match
    if !match.recipients.isEmpty { tree.add("match.recipients", .list(match.recipients.sorted())) }
    if !match.recipientDomains.isEmpty {
      tree.add("match.recipient_domains", .list(match.recipientDomains.map(\.description)))
    }
    if !match.senderDomains.isEmpty {
      tree.add("match.sender_domains", .list(match.senderDomains.map(\.description)))
    }
    var own = general
    own.policy = policy.configuration
    for setting in Schema.settings where setting.isForPolicies {
      let items = setting.write(own)
      // What is not set cannot be written.
      guard always.contains(setting.key) || items != setting.write(general), setting.isList || !items.isEmpty
      else { continue }
      tree.add(setting, items)
    }
    return "  -" + tree.text.dropFirst(3)
  }
}
