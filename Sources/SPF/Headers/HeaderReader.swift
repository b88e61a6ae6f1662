/// Reads structured header fields from the front (RFC 5322 section 3.2). Linear in the length of the field.
struct HeaderReader {
  /// No longer field is read.
  static let longestField = 16_384

  let text: [UInt8]
  private(set) var position = 0
  /// The text of the comment skipped last; nil if none was.
  private(set) var lastComment: String?

  init(_ text: String) throws(HeaderSyntaxError) {
    self.text = Array(text.utf8)
    guard self.text.count <= Self.longestField else {
      throw HeaderSyntaxError(
        code: .tooLong, offset: Self.longestField, expected: "at most \(Self.longestField) octets")
    }
  }

  var isAtEnd: Bool { position >= text.count }
  var next: UInt8? { isAtEnd ? nil : text[position] }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  /// `CFWS`: white space, line ends and comments.
  mutating func skipCFWS() throws(HeaderSyntaxError) {
    lastComment = nil
    while let octet = next {
      switch octet {
      case 0x20, 0x09, 0x0d, 0x0a: position += 1
      case UInt8(ascii: "("): lastComment = try comment()
      default: return
      }
    }
  }

  /// `comment`; nested ones are counted, not recursed into.
  private mutating func comment() throws(HeaderSyntaxError) -> String {
    let start = position
    var depth = 0
    var out: [UInt8] = []
    while let octet = next {
      position += 1
      switch octet {
      case UInt8(ascii: "("):
        depth += 1
        if depth > 1 { out.append(octet) }
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return String(decoding: out, as: UTF8.self) }
        out.append(octet)
      case UInt8(ascii: "\\"):
        if let quoted = next {
          out.append(quoted)
          position += 1
        }
      // Unfolding takes away the line end and leaves the space behind it.
      case 0x0d, 0x0a: break
      default:
        out.append(octet)
      }
    }
    throw HeaderSyntaxError(code: .unterminated, offset: start, expected: "the end of the comment")
  }

  /// A quoted-string, or the octets up to one of `ends`, white space or a comment. Older software leaves
  /// quotes out where there should be some.
  mutating func word(endingAt ends: Set<UInt8>) throws(HeaderSyntaxError) -> String {
    if next == UInt8(ascii: "\"") { return try quotedString() }
    let start = position
    while let octet = next, !ends.contains(octet),
      ![0x20, 0x09, 0x0d, 0x0a, UInt8(ascii: "(")].contains(octet)
    {
      position += 1
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func quotedString() throws(HeaderSyntaxError) -> String {
    let start = position
    position += 1
    var out: [UInt8] = []
    while let octet = next {
      position += 1
      switch octet {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        if let quoted = next {
          out.append(quoted)
          position += 1
        }
      case 0x0d, 0x0a: break
      default: out.append(octet)
      }
    }
    throw HeaderSyntaxError(code: .unterminated, offset: start, expected: "the end of the quoted string")
  }

  func error(_ code: HeaderSyntaxError.Code, _ expected: String) -> HeaderSyntaxError {
    HeaderSyntaxError(code: code, offset: position, expected: expected)
  }
}
