/// What is known of a target name (RFC 7208 section 4.8) before there is a message.
public enum TargetWithoutClient: Sendable, Hashable {
  /// The name, whoever the client is.
  case name(DomainName)
  /// What it expands to is no domain name.
  case malformed
  /// It depends on the client, the sender's local part or the HELO name; with `%{p}` in it, on names for which
  /// DNS is asked before.
  case dependent(needsValidatedName: Bool)

  /// The target of `spec` in the record of `domain`, when `checked` is the domain of the identity and the client
  /// is of `family`.
  public init(
    _ spec: DomainSpec?, domain: DomainName, checked: DomainName, family: IPAddress.Family
  ) {
    guard let spec else {
      self = .name(domain)
      return
    }
    let known: Set<Macro.Letter> = [.domain, .senderDomain, .version]
    guard !spec.macroString.contains(anyOf: Set(Macro.Letter.allCases).subtracting(known)) else {
      self = .dependent(needsValidatedName: spec.needsValidatedName)
      return
    }
    if spec.isConstant {
      self = spec.constantName.map { .name($0) } ?? .malformed
      return
    }
    let client = family == .ipv4 ? IPAddress(ipv4: 0) : IPAddress(ipv6High: 0, low: 0)
    let expander = MacroExpander(
      request: CheckRequest(.mailFrom("@\(checked)", helo: ""), client: client), domain: domain,
      validatedNames: [])
    self = DomainName(expanded: expander.target(spec.macroString)).map { .name($0) } ?? .malformed
  }
}
