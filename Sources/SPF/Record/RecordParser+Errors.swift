extension RecordParser {
  /// An error at `offset` of the term being read.
  func error(
    _ code: RecordSyntaxError.Code, at offset: Int, expected: String, remedy: String
  ) -> RecordSyntaxError {
    let end = text[min(termStart, text.count)...].firstIndex(of: UInt8(ascii: " ")) ?? text.count
    let foundEnd = min(max(end, min(offset + 1, text.count)), offset + 24)
    let found = offset < text.count ? Printable.ascii(text[offset..<max(offset, foundEnd)]) : ""
    return RecordSyntaxError(
      code: code, offset: offset, term: termStart..<max(end, termStart), expected: expected, found: found,
      remedy: remedy)
  }

  /// An error at the next octet: of `code`, unless the octet is no printable ASCII, which is then the trouble.
  func characterError(
    _ code: RecordSyntaxError.Code, expected: String, remedy: String
  ) -> RecordSyntaxError {
    if let octet = next, !(0x20...0x7e).contains(octet) {
      return error(
        .invalidCharacter, at: position, expected: expected,
        remedy: Remedies.forForeignOctet(octet))
    }
    return error(code, at: position, expected: expected, remedy: remedy)
  }

  /// Something stands behind a complete term.
  func unexpectedTrailer(after content: Term.Content) -> RecordSyntaxError {
    guard case .directive(let directive) = content else {
      return characterError(
        .invalidCharacter, expected: "a space", remedy: "Separate terms with a space.")
    }
    let name = directive.mechanism.name
    switch (directive.mechanism, next) {
    case (.all, _), (.ptr, UInt8(ascii: "/")?):
      return characterError(
        .unexpectedArgument, expected: "a space after \(name)",
        remedy: "\(name) takes no \(name == "all" ? "argument" : "prefix length"); remove it.")
    case (.ip4, _), (.ip6, _):
      return characterError(
        .invalidPrefixLength, expected: "a space after the network",
        remedy: "Write one prefix length, as in \(name == "ip4" ? "192.0.2.0/24" : "2001:db8::/32").")
    default:
      return characterError(
        .invalidTerm, expected: "\":\", \"/\" or a space after \(name)",
        remedy: "Separate terms with a space.")
    }
  }

  /// `redirect` or `exp` a second time (section 6).
  func duplicate(_ name: String) -> RecordSyntaxError {
    error(
      .duplicateModifier, at: termStart, expected: "\(name) at most once",
      remedy: "Keep one \(name)= and remove the other.")
  }
}
