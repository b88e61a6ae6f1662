/// Text of remote parties made safe for a log, a header field and a reply: printable ASCII on one line.
public enum SafeText {
  /// Appends `octets`; each one that is not printable ASCII as `\x` and two hexadecimal digits.
  public static func append(_ octets: ArraySlice<UInt8>, to out: inout [UInt8]) {
    if octets.allSatisfy(isPrintable) {
      out.append(contentsOf: octets)
      return
    }
    for octet in octets {
      if isPrintable(octet) { out.append(octet) } else { appendEscape(of: octet, to: &out) }
    }
  }

  /// Appends `octets` with ASCII capitals made small; see ``append(_:to:)``.
  public static func appendLowercased(_ octets: ArraySlice<UInt8>, to out: inout [UInt8]) {
    for octet in octets {
      if isPrintable(octet) { out.append(lowercased(octet)) } else { appendEscape(of: octet, to: &out) }
    }
  }

  /// `octets` made safe, as a String.
  public static func string(_ octets: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    append(octets, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  static func isPrintable(_ octet: UInt8) -> Bool { octet &- 0x20 < 0x5f }

  static func lowercased(_ octet: UInt8) -> UInt8 {
    octet &- UInt8(ascii: "A") < 26 ? octet | 0x20 : octet
  }

  static func hexadecimal(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
  }

  private static func appendEscape(of octet: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    out.append(UInt8(ascii: "x"))
    out.append(hexadecimal(octet >> 4))
    out.append(hexadecimal(octet & 15))
  }
}

extension [UInt8] {
  /// Appends the octets of a literal.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }

  /// Appends a number in decimal.
  mutating func append(decimal number: Int) {
    append(contentsOf: String(number).utf8)
  }
}
