/// `domain-spec = macro-string domain-end` (RFC 7208 section 7.1), parsed.
public struct DomainSpec: Sendable, Hashable {
  /// The whole, domain-end included.
  public let macroString: MacroString
  /// Whether there is no macro in it, so that it expands to the same for every message.
  public let isConstant: Bool
  /// The target name of a constant domain-spec, made once; nil if there is a macro, or if the constant is
  /// no domain name (section 4.8).
  public let constantName: DomainName?
  /// Whether it holds one of the letters s, l, o, h: the outcome must not be reused for another sender
  /// (section 7.3).
  public let dependsOnSender: Bool
  /// Whether it holds `%{p}`.
  let needsValidatedName: Bool
  /// Whether it holds `%{s}` or `%{l}` (RFC 8616 section 4).
  let needsLocalPart: Bool

  /// A domain-spec of a macro-string whose end has been checked.
  public init(_ macroString: MacroString) {
    self.macroString = macroString
    isConstant = macroString.constant != nil
    constantName = macroString.constant.flatMap { DomainName(expanded: $0) }
    dependsOnSender = macroString.contains(anyOf: [.sender, .localPart, .senderDomain, .helo])
    needsValidatedName = macroString.contains(anyOf: [.validatedName])
    needsLocalPart = macroString.contains(anyOf: [.sender, .localPart])
  }
}

extension DomainName {
  /// The domain name of an expanded domain-spec: labels are dropped from the left until no more than 253
  /// octets are left (RFC 7208 section 7.3); nil if that is no domain name (section 4.8).
  init?(expanded octets: [UInt8]) {
    var rest = octets[...]
    if rest.last == UInt8(ascii: ".") { rest = rest.dropLast() }
    while rest.count > DomainName.maximumLength {
      guard let dot = rest.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      rest = rest[(dot + 1)...]
    }
    self.init(presentation: rest)
  }
}
