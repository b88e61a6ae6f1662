extension RecordParser {
  /// `domain-spec = macro-string domain-end` (RFC 7208 section 7.1)
  ///
  /// A "/" may stand in a macro-literal, and it also begins a dual-cidr-length. The grammar is read so that
  /// the longest suffix that looks like a dual-cidr-length is one: nothing with "/" and digits at its end
  /// could be a top label.
  mutating func parseDomainSpec(of name: String, allowsCIDR: Bool) throws(RecordSyntaxError) -> DomainSpec {
    let end = allowsCIDR ? startOfDualCIDRLength(before: termEnd) : termEnd
    guard position < end else {
      throw characterError(
        .missingArgument, expected: "a domain", remedy: "Name the domain that \(name) refers to.")
    }
    let start = position
    var macros = MacroParser(text, from: position, to: end, context: .term)
    let macroString = try parseMacros(&macros)
    try checkDomainEnd(macroString, range: start..<end, of: name)
    return DomainSpec(macroString)
  }

  /// Where a dual-cidr-length at the end of the term begins; `end` if there is none.
  private func startOfDualCIDRLength(before end: Int) -> Int {
    var start = end
    // At most two lengths: "/n", "//n" or "/n//n".
    for _ in 0..<2 {
      var index = start
      while index > position, Self.isDigit(text[index - 1]) { index -= 1 }
      guard index > position, text[index - 1] == UInt8(ascii: "/") else { break }
      index -= 1
      let isIPv6 = index > position && text[index - 1] == UInt8(ascii: "/")
      if isIPv6 {
        // The part for IPv6 is the last one.
        guard start == end else { break }
        index -= 1
      }
      start = index
      if !isIPv6 { break }
    }
    return start
  }

  /// `domain-end = ( "." toplabel [ "." ] ) / macro-expand`
  private func checkDomainEnd(
    _ macroString: MacroString, range: Range<Int>, of name: String
  ) throws(RecordSyntaxError) {
    // A macro at the end is always allowed; "%%", "%_" and "%-" are macro-expands too.
    if case .macro = macroString.parts.last { return }
    if range.count >= 2, text[range.upperBound - 2] == UInt8(ascii: "%"), endsInEscape(range) { return }
    var end = range.upperBound
    if text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard let dot = text[range.lowerBound..<end].lastIndex(of: UInt8(ascii: ".")),
      // The last dot may be part of a macro's delimiters; then what follows holds the "}".
      Self.isTopLabel(text[(dot + 1)..<end])
    else {
      throw error(
        .invalidDomainEnd, at: range.lowerBound,
        expected: "a domain of at least two labels that ends in a top label or a macro",
        remedy: Remedies.forDomainEnd(text[range], of: name))
    }
  }

  /// Whether the last two octets are `%%`, `%_` or `%-` and not the end of `%%` followed by a literal.
  private func endsInEscape(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index] == UInt8(ascii: "%") else {
        index += 1
        continue
      }
      if text[index + 1] == UInt8(ascii: "{") {
        index = (text[index...].firstIndex(of: UInt8(ascii: "}")) ?? range.upperBound) + 1
      } else {
        index += 2
        if index == range.upperBound { return true }
      }
    }
    return false
  }

  /// ```
  /// toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
  /// ```
  static func isTopLabel(_ label: ArraySlice<UInt8>) -> Bool {
    guard let first = label.first, let last = label.last, isAlphanumeric(first), isAlphanumeric(last),
      label.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { return false }
    return label.contains { !isDigit($0) }
  }

  /// Runs `macros` and goes on behind what it has read.
  mutating func parseMacros(_ macros: inout MacroParser) throws(RecordSyntaxError) -> MacroString {
    do throws(MacroSyntaxError) {
      let result = try macros.parse()
      position = macros.end
      return result
    } catch {
      throw self.error(error.code, at: error.offset, expected: error.expected, remedy: error.remedy)
    }
  }
}
