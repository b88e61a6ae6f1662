/// Text as a YAML scalar.
enum YAMLScalar {
  /// `text`, in quotation marks unless it is a plain word to every reader.
  static func write(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// Words that other readers take for something else than text.
  private static let spoken: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "~", "y", "n"]

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, !spoken.contains(text.lowercased()) || text == "yes" || text == "no"
    else {
      return false
    }
    let isWord = text.utf8.allSatisfy { octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
    // A number that begins with 0 is octal to some readers.
    return isWord && first != UInt8(ascii: "-") && !(first == UInt8(ascii: "0") && text.utf8.count > 1)
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case " "..."~": out.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        out += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
    }
    return out + "\""
  }
}
