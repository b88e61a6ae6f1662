import PolicyService
import SPF
import Testing

@testable import Settings

@Suite("Policies in a configuration")
struct PolicyNodesTests {
  private static let yaml = """
    helo: {reject: Softfail}
    policies:
      - name: postmaster
        match: {recipients: [Postmaster@example.com, abuse@example.com]}
        mail_from: {reject: False}
        helo: {reject: False}
      - match:
          recipient_domains: example.jp
          sender_domains: [example.net]
        exemptions:
          relays: [198.51.100.0/24]
        monitor: yes

    """

  @Test("a policy has the rules of the whole service, but for its own")
  func policies() throws {
    let policies = try Loading.load(Self.yaml).settings.policy.policies
    try #require(policies.count == 2)
    #expect(policies[0].name == "postmaster" && policies[1].name == "policy 2")
    #expect(policies[0].match.recipients == ["postmaster@example.com", "abuse@example.com"])
    #expect(policies[0].configuration.mailFrom == .never && policies[0].configuration.helo == .never)
    #expect(policies[1].match.recipientDomains.map(\.description) == ["example.jp"])
    #expect(policies[1].match.senderDomains.map(\.description) == ["example.net"])
    #expect(policies[1].configuration.helo == .softfail && policies[1].configuration.isMonitoring)
    #expect(policies[1].configuration.exemptions.relays.count == 1)
  }

  @Test("variables and options count for policies that say nothing else")
  func layers() throws {
    let policies = try Loading.load(Self.yaml, options: ["helo-reject": ["No_Check"]]).settings.policy
      .policies
    #expect(policies.map(\.configuration.helo) == [.never, .notChecked])
  }

  @Test("what is printed means the same")
  func printed() throws {
    let loaded = try Loading.load(Self.yaml)
    #expect(try Loading.load(SettingsYAML(loaded).full).settings.policy == loaded.settings.policy)
  }

  @Test(
    "what is wrong",
    arguments: [
      ("policies: 1", "spf.yaml:1:11: policies: expected a list of policies"),
      ("policies: [x]", "spf.yaml:1:12: policies[1]: expected keys"),
      ("policies: [{monitor: yes}]", "policies[1]: a policy without match"),
      (
        "policies: [{match: {}}]", "policies[1].match: expected recipients, recipient_domains, sender_domains"
      ),
      ("policies: [{match: {recipient: a@b.example}}]", "policies[1].match.recipient: no such key"),
      ("policies: [{match: {recipients: []}}]", "policies[1].match.recipients: expected one or more"),
      ("policies: [{match: {recipients: bob}}]", "policies[1].match.recipients: \"bob\" is not an address"),
      (
        "policies: [{match: {sender_domains: [a b]}}]",
        "policies[1].match.sender_domains: \"a b\" is not a fully"
      ),
      (
        "policies: [{match: {recipients: a@b.example}, listen: x}]",
        "policies[1].listen: no such key; expected"
      ),
      (
        "policies: [{match: {recipients: a@b.example}, helo: {reject: x}}]",
        "spf.yaml:1:62: policies[1].helo.reject: \"x\" is not one of"
      ),
      ("policies: [{match: {recipients: a@b.example}, name: \"\"}]", "policies[1].name: expected a name"),
      ("polices: []", "Did you mean \"policies\"?"),
    ])
  func problems(yaml: String, text: String) {
    let problems = Loading.problems(yaml)
    #expect(problems.contains { $0.contains(text) }, "\(problems)")
  }
}
