public import Reporting

/// The rules for a person: at a shell, and as Markdown.
public enum RuleText {
  /// All rules with both examples.
  public static func all(style: TextStyle = .plain) -> String {
    Rule.all.map { rule in
      """
      \(style.bold("\(rule.id) \(rule.name)")) (\(rule.severity.rawValue)): \(rule.title).
        \(rule.explanation)
        See: \(rule.reference)
        Fires:
      \(indented(rule.firing.text))
        Does not fire:
      \(indented(rule.quiet.text))

      """
    }.joined(separator: "\n")
  }

  /// The chapter of Documentation/lint.md that lists the rules.
  public static var markdown: String {
    Rule.all.map { rule in
      """
      ### \(rule.id) \(rule.name)

      **\(rule.severity.rawValue)** · \(rule.reference) · \(rule.title).

      \(rule.explanation)

      Fires:

      ```
      \(rule.firing.text)
      ```

      Does not fire:

      ```
      \(rule.quiet.text)
      ```

      """
    }.joined(separator: "\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
  }
}
