/// A database file that nobody changes, for SQLite.
enum ImmutableFile {
  /// The URI of the file at `path` as one that does not change.
  static func uri(_ path: String) -> String {
    var text = "file:"
    for octet in path.utf8 {
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        text.unicodeScalars.append(Unicode.Scalar(octet))
      default:
        let digits = String(octet, radix: 16)
        text += digits.utf8.count < 2 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text + "?immutable=1"
  }
}
