/// Reads paths of MAIL and RCPT as a client gave them (RFC 5321 section 4.1.2) into the form in which Postfix gives
/// them to a policy service: without brackets, source route and quotes.
package enum MilterPath {
  /// The address of a path; empty for the null one.
  package static func address(_ argument: ArraySlice<UInt8>) -> [UInt8] {
    var text = argument.drop { $0 == UInt8(ascii: " ") }
    if text.first == UInt8(ascii: "<") {
      text = text.dropFirst()
      text = text[..<(firstUnquoted(UInt8(ascii: ">"), in: text) ?? text.endIndex)]
    } else {
      text = text[..<(firstUnquoted(UInt8(ascii: " "), in: text) ?? text.endIndex)]
    }
    // A-d-l: `@one.example,@two.example:` (RFC 5321 appendix C). It is to be ignored.
    if text.first == UInt8(ascii: "@"), let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      text = text[(colon + 1)...]
    }
    guard text.contains(where: isQuoting) else { return Array(text) }
    return unquoted(text)
  }

  private static func isQuoting(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\")
  }

  /// The first `octet` outside of quoted strings.
  private static func firstUnquoted(_ octet: UInt8, in text: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case octet where !isQuoted: return index
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex {
        index += 1
      }
      // A quotation mark is itself only behind a backslash.
      else if text[index] == UInt8(ascii: "\"") {
        index += 1
        continue
      }
      out.append(text[index])
      index += 1
    }
    return out
  }
}
