internal import PolicyService
internal import Reporting
internal import SPF
internal import Yams

/// Reads `policies`: other rules for some recipients and senders.
struct PolicyNodes {
  let text: SettingsText
  private(set) var problems: [SettingsProblem] = []

  /// No more policies than this are read.
  static let limit = 10_000
  private static let matchKeys = ["recipients", "recipient_domains", "sender_domains"]

  init(text: SettingsText) {
    self.text = text
  }

  /// The policies of `node`, over the rules of the whole service.
  mutating func policies(_ node: Node, over settings: ServiceSettings) -> [RecipientPolicy] {
    if let scalar = node.scalar, SettingsText.isEmpty(scalar.string) { return [] }
    guard case .sequence(let list) = node else {
      problem(
        node, "policies", "expected a list of policies", "Begin each with \"- match:\" on a line of its own.")
      return []
    }
    guard list.count <= Self.limit else {
      problem(node, "policies", "more than \(Self.limit) policies", "Leave some out.")
      return []
    }
    var policies: [RecipientPolicy] = []
    for (index, item) in list.enumerated() {
      if let policy = policy(item, index, over: settings) { policies.append(policy) }
    }
    return policies
  }

  private mutating func policy(_ node: Node, _ index: Int, over settings: ServiceSettings) -> RecipientPolicy?
  {
    let path = "policies[\(index + 1)]"
    guard case .mapping(let mapping) = node else {
      problem(node, path, "expected keys", "Write match, and the keys that have other values.")
      return nil
    }
    var nodes = SettingsNodes(text: text, settings: Schema.settings.filter(\.isForPolicies), name: path)
    nodes.take(mapping, others: ["name", "match"])
    problems += nodes.problems
    var own = settings
    for given in nodes.given {
      do throws(SettingsProblem) {
        try given.apply(to: &own)
      } catch {
        problems.append(error)
      }
    }
    guard let match = mapping["match"] else {
      problem(node, path, "a policy without match", "Write for which messages it is: \(Self.expected).")
      return nil
    }
    own.policy.policies = []
    return RecipientPolicy(
      name: name(mapping["name"], index, path), match: self.match(match, path + ".match"),
      configuration: own.policy)
  }

  private static let expected = matchKeys.joined(separator: ", ")

  private mutating func name(_ node: Node?, _ index: Int, _ path: String) -> String {
    guard let node else { return "policy \(index + 1)" }
    guard let word = node.scalar?.string, (1...320).contains(word.utf8.count), Printable.text(word) == word
    else {
      problem(
        node, path + ".name", "expected a name of 1 to 320 printable octets",
        "Write, for instance, \"name: postmaster\".")
      return ""
    }
    return word
  }

  private mutating func match(_ node: Node, _ path: String) -> RecipientPolicy.Match {
    var match = RecipientPolicy.Match()
    guard case .mapping(let mapping) = node, !mapping.isEmpty else {
      problem(
        node, path, "expected \(Self.expected)",
        "Write, for instance, \"match: {recipients: [postmaster@example.com]}\".")
      return match
    }
    for (key, value) in mapping {
      let word = key.scalar?.string ?? ""
      switch word {
      case "recipients":
        match.recipients = Set(items(value, path + "." + word, Self.address) ?? [])
      case "recipient_domains":
        match.recipientDomains = items(value, path + "." + word, Self.domain) ?? []
      case "sender_domains":
        match.senderDomains = items(value, path + "." + word, Self.domain) ?? []
      default:
        problem(
          key, path + "." + word, "no such key; expected \(Self.expected)",
          NearestWord.of(word, among: Self.matchKeys).map { "Did you mean \"\($0)\"?" } ?? "Leave it out.")
      }
    }
    return match
  }

  private static func domain(_ text: String) throws(SettingMismatch) -> DomainName {
    guard let name = try SettingKind<[DomainName]>.domains.read([text]).first else {
      throw SettingMismatch(message: "no value", remedy: "Write a domain name.")
    }
    return name
  }

  private static func address(_ text: String) throws(SettingMismatch) -> String {
    guard let recipient = RecipientText.read(text) else {
      throw SettingMismatch(
        message: "\"\(text)\" is not an address", remedy: "Write, for instance, postmaster@example.com.")
    }
    return recipient
  }

  private mutating func items<Item>(
    _ node: Node, _ path: String, _ read: (String) throws(SettingMismatch) -> Item
  ) -> [Item]? {
    let nodes: [Node]
    switch node {
    case .sequence(let list): nodes = Array(list)
    case .scalar(let scalar) where !SettingsText.isEmpty(scalar.string): nodes = [node]
    default: nodes = []
    }
    guard !nodes.isEmpty else {
      // An empty list would match every message.
      problem(node, path, "expected one or more", "Write them, or leave the key out.")
      return nil
    }
    var items: [Item] = []
    for node in nodes {
      do throws(SettingMismatch) {
        items.append(try read(node.scalar?.string ?? ""))
      } catch {
        problem(node, path, error.message, error.remedy)
      }
    }
    return items
  }

  private mutating func problem(_ node: Node, _ key: String, _ message: String, _ remedy: String) {
    problems.append(text.problem(node, key, message, remedy))
  }
}
