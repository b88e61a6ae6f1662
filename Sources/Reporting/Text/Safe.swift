/// Makes text from elsewhere safe for a terminal.
enum Safe {
  /// `octets` as UTF-8 text; control characters, characters that change direction, and what is no UTF-8 are
  /// written `\u{…}` or replaced.
  static func text(_ octets: [UInt8]) -> String {
    text(String(decoding: octets, as: UTF8.self))
  }

  /// See ``text(_:)-([UInt8])``.
  static func text(_ string: String) -> String {
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
