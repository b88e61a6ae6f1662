/// `macro-string = *( macro-expand / macro-literal )` (RFC 7208 section 7.1), parsed.
public struct MacroString: Sendable, Hashable {
  /// A stretch of a macro-string.
  public enum Part: Sendable, Hashable {
    /// Octets that stand for themselves; `%%`, `%_` and `%-` are already what they expand to.
    case literal([UInt8])
    /// A macro.
    case macro(Macro)
  }

  /// The parts in order; never two literals in a row.
  public let parts: [Part]

  /// A macro-string of parts.
  public init(parts: [Part]) {
    self.parts = parts
  }

  /// Whether a macro with one of `letters` occurs.
  public func contains(anyOf letters: Set<Macro.Letter>) -> Bool {
    parts.contains { part in
      if case .macro(let macro) = part { letters.contains(macro.letter) } else { false }
    }
  }

  /// The octets, if there is no macro in it.
  public var constant: [UInt8]? {
    switch (parts.count, parts.first) {
    case (0, _): []
    case (1, .literal(let octets)?): octets
    default: nil
    }
  }
}
