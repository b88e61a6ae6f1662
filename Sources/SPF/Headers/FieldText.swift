/// Appends values and comments of structured header fields (RFC 5322 section 3.2), quoted where they must be.
///
/// What is appended comes from a closure that writes to the same array, so that a header field can be made
/// without a String. It must be printable US-ASCII.
package enum FieldText {
  /// Appends a value: as it is if it is a dot-atom, as a quoted-string otherwise.
  package static func appendValue(to out: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    let start = out.count
    write(&out)
    if !isDotAtom(out[start...]) { quote(&out, from: start) }
  }

  /// Appends a value of RFC 2045 section 5.1, of which RFC 8601 makes `Authentication-Results`: as it is if it
  /// is a token, as a quoted-string otherwise.
  package static func appendToken(to out: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    let start = out.count
    write(&out)
    if out.count == start || !out[start...].allSatisfy(isTokenText) { quote(&out, from: start) }
  }

  /// Appends a quoted-string.
  package static func appendQuoted(to out: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    let start = out.count
    write(&out)
    quote(&out, from: start)
  }

  /// Appends the inside of a comment: parentheses and backslashes as quoted-pairs.
  package static func appendComment(to out: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    let start = out.count
    write(&out)
    escape(&out, from: start) {
      $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "\\")
    }
  }

  private static func quote(_ out: inout [UInt8], from start: Int) {
    escape(&out, from: start) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    out.insert(UInt8(ascii: "\""), at: start)
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(
    _ out: inout [UInt8], from start: Int, where needsEscape: (UInt8) -> Bool
  ) {
    guard out[start...].contains(where: needsEscape) else { return }
    let text = Array(out[start...])
    out.removeSubrange(start...)
    for octet in text {
      if needsEscape(octet) { out.append(UInt8(ascii: "\\")) }
      out.append(octet)
    }
  }

  /// `dot-atom-text = 1*atext *("." 1*atext)` (RFC 5322 section 3.2.3).
  static func isDotAtom(_ text: ArraySlice<UInt8>) -> Bool {
    var previous = UInt8(ascii: ".")
    for octet in text {
      if octet == UInt8(ascii: ".") {
        if previous == UInt8(ascii: ".") { return false }
      } else if !isAtomText(octet) {
        return false
      }
      previous = octet
    }
    return previous != UInt8(ascii: ".")
  }

  /// `atext` of RFC 5322 section 3.2.3.
  static func isAtomText(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "!"),
      UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// What a token of RFC 2045 section 5.1 is made of.
  private static func isTokenText(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
      UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "?"), UInt8(ascii: "="):
      false
    default: (0x21...0x7e).contains(octet)
    }
  }
}
