/// Reads `macro-string` and `explain-string` (RFC 7208 section 7.1).
struct MacroParser {
  /// Where the string stands; decides which octets and letters are allowed.
  enum Context {
    /// In a term of a record.
    case term
    /// In the TXT record that `exp` refers to: spaces and the letters c, r, t are allowed too.
    case explanation
  }

  private let text: [UInt8]
  private var position: Int
  let end: Int
  private let context: Context

  init(_ text: [UInt8], from start: Int, to end: Int, context: Context) {
    self.text = text
    position = start
    self.end = end
    self.context = context
  }

  /// `explain-string = *( macro-string / SP )` (7.1); nil for a syntax error, with which "exp" is ignored (6.2).
  static func explanation(_ text: [UInt8]) -> MacroString? {
    var parser = MacroParser(text, from: 0, to: text.count, context: .explanation)
    return try? parser.parse()
  }

  /// `macro-string = *( macro-expand / macro-literal )`
  mutating func parse() throws(MacroSyntaxError) -> MacroString {
    var parts: [MacroString.Part] = []
    var literal: [UInt8] = []
    while position < end {
      let octet = text[position]
      if octet == UInt8(ascii: "%") {
        switch try parseMacroExpand() {
        case .literal(let octets): literal.append(contentsOf: octets)
        case .macro(let macro):
          if !literal.isEmpty { parts.append(.literal(literal)) }
          literal = []
          parts.append(.macro(macro))
        }
      } else if Self.isMacroLiteral(octet) || (context == .explanation && octet == UInt8(ascii: " ")) {
        literal.append(octet)
        position += 1
      } else {
        throw MacroSyntaxError(
          code: .invalidCharacter, offset: position, expected: "printable US-ASCII",
          remedy: Remedies.forForeignOctet(octet))
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return MacroString(parts: parts)
  }

  /// `macro-literal = %x21-24 / %x26-7E`
  static func isMacroLiteral(_ octet: UInt8) -> Bool {
    (0x21...0x7e).contains(octet) && octet != UInt8(ascii: "%")
  }

  /// `macro-expand = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" / "%-"`
  private mutating func parseMacroExpand() throws(MacroSyntaxError) -> MacroString.Part {
    let start = position
    position += 1
    switch position < end ? text[position] : 0 {
    case UInt8(ascii: "%"):
      position += 1
      return .literal([UInt8(ascii: "%")])
    case UInt8(ascii: "_"):
      position += 1
      return .literal([UInt8(ascii: " ")])
    case UInt8(ascii: "-"):
      position += 1
      return .literal(Array("%20".utf8))
    case UInt8(ascii: "{"):
      position += 1
      return .macro(try parseMacro(start: start))
    default:
      throw MacroSyntaxError(
        code: .invalidMacro, offset: start, expected: "%{, %%, %_ or %-",
        remedy: "A literal percent sign is written %%.")
    }
  }

  /// `macro-letter transformers *delimiter "}"`
  private mutating func parseMacro(start: Int) throws(MacroSyntaxError) -> Macro {
    guard position < end, let letter = Macro.Letter(rawValue: text[position] | 0x20),
      RecordParser.isAlpha(text[position])
    else {
      throw MacroSyntaxError(
        code: .invalidMacro, offset: min(position, end), expected: "one of the letters s l o d i p v h",
        remedy: "See RFC 7208 section 7.2 for the letters.")
    }
    guard context == .explanation || !letter.isForExplanationOnly else {
      throw MacroSyntaxError(
        code: .explanationMacro, offset: position, expected: "one of the letters s l o d i p v h",
        remedy: "The letters c, r and t are allowed in the text that exp= refers to, not in the record.")
    }
    let isUpperCase = text[position] & 0x20 == 0
    position += 1
    let count = try parseTransformerDigits()
    let isReversed = position < end && text[position] | 0x20 == UInt8(ascii: "r")
    if isReversed { position += 1 }
    var delimiters: [UInt8] = []
    while position < end, Self.isDelimiter(text[position]) {
      // A set: repeating one changes nothing.
      if !delimiters.contains(text[position]) { delimiters.append(text[position]) }
      position += 1
    }
    guard position < end, text[position] == UInt8(ascii: "}") else {
      throw MacroSyntaxError(
        code: .invalidMacro, offset: min(position, end),
        expected: "a delimiter (one of . - + , / _ =) or \"}\"",
        remedy: "Close the macro that begins at offset \(start) with \"}\".")
    }
    position += 1
    return Macro(
      letter: letter, isURLEscaped: isUpperCase, partCount: count, isReversed: isReversed,
      delimiters: delimiters)
  }

  /// `*DIGIT`: nonzero if given (7.3). A number beyond any count of parts keeps them all.
  private mutating func parseTransformerDigits() throws(MacroSyntaxError) -> Int? {
    let start = position
    var value = 0
    while position < end, RecordParser.isDigit(text[position]) {
      value = min(value * 10 + Int(text[position] - UInt8(ascii: "0")), 1_000_000)
      position += 1
    }
    guard position > start else { return nil }
    guard value > 0 else {
      throw MacroSyntaxError(
        code: .invalidMacro, offset: start, expected: "a number of parts of at least 1",
        remedy: "Leave the number out to keep all parts.")
    }
    return value
  }

  /// `delimiter = "." / "-" / "+" / "," / "/" / "_" / "="`
  private static func isDelimiter(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "/"),
      UInt8(ascii: "_"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
