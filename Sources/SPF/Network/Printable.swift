/// Makes text from elsewhere safe to show: in a log, a reply, a terminal.
public enum Printable {
  /// `octets` as printable US-ASCII: everything else, and the backslash, is written `\xHH`.
  public static func ascii(_ octets: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for octet in octets {
      if (0x20...0x7e).contains(octet), octet != UInt8(ascii: "\\") {
        out.append(octet)
      } else {
        out.append(contentsOf: "\\x".utf8)
        out.append(IPAddress.lowerHexDigit(octet >> 4))
        out.append(IPAddress.lowerHexDigit(octet & 15))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// `octets` as UTF-8 text: control characters, characters that change the direction of writing and others
  /// that cannot be seen are written `\u{…}`, what is no UTF-8 becomes U+FFFD.
  public static func text(_ octets: some Collection<UInt8>) -> String {
    text(String(decoding: octets, as: UTF8.self))
  }

  /// `string` without what cannot be seen; see ``text(_:)-(Collection<UInt8>)``.
  public static func text(_ string: String) -> String {
    var out = ""
    for scalar in string.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        out += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
