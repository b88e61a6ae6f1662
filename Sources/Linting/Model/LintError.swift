internal import SPF

/// Why nothing can be checked.
public enum LintError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No rule is called so.
  case unknownRule(String)
  /// It names no host that sends.
  case badSender(String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownRule(let text):
      "no rule is called \"\(Printable.text(text))\"; spf lint --rules lists them, for instance M01 or pass-all"
    case .badSender(let text):
      "\"\(Printable.text(text))\" is no sender; write an address, for instance 192.0.2.1, or 192.0.2.1=bounces.example.net if the domain in MAIL FROM is another"
    }
  }
}
