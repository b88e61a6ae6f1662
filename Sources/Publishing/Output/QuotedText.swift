package import SPF

/// TXT records in the notation of master files (RFC 1035 section 5.1).
package enum QuotedText {
  /// The strings of a record, each in quotation marks.
  package static func strings(_ record: TextRecord) -> String {
    record.strings.map(quote).joined(separator: " ")
  }

  private static func quote(_ octets: [UInt8]) -> String {
    var out = "\""
    for octet in octets {
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += "\\" + String(Unicode.Scalar(octet))
      case 0x20...0x7e: out.unicodeScalars.append(Unicode.Scalar(octet))
      default:
        let digits = String(octet)
        out += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return out + "\""
  }
}
