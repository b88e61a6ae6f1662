internal import SPF

/// Why nothing can be checked.
public enum LintError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No rule is called so.
  case unknownRule(String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownRule(let text):
      "no rule is called \"\(Printable.text(text))\"; spf lint --rules lists them, for instance M01 or pass-all"
    }
  }
}
