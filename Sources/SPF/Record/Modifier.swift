/// `modifier = redirect / explanation / unknown-modifier` (RFC 7208 section 4.6.1).
public enum Modifier: Sendable, Hashable {
  /// Where evaluation goes on when no directive matches (6.1).
  case redirect(DomainSpec)
  /// Where the explanation of a fail is published (6.2).
  case explanation(DomainSpec)
  /// Any other, ignored in evaluation (6). The name is in lower case.
  case unknown(name: String, value: MacroString)

  /// The name in lower case.
  public var name: String {
    switch self {
    case .redirect: "redirect"
    case .explanation: "exp"
    case .unknown(let name, _): name
    }
  }
}
