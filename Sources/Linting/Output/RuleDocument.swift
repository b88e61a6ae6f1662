/// The JSON form of the rules.
public struct RuleDocument: Encodable, Sendable {
  let id: String
  let name: String
  let severity: Severity
  let title: String
  let explanation: String
  let reference: String
  let fires: String
  let quiet: String

  /// The document of `rule`.
  public init(_ rule: Rule) {
    id = rule.id
    name = rule.name
    severity = rule.severity
    title = rule.title
    explanation = rule.explanation
    reference = rule.reference
    fires = rule.firing.text
    quiet = rule.quiet.text
  }
}
