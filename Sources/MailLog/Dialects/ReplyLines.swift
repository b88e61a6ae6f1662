/// The lines of a reply of several lines (RFC 5321 section 4.2.1), as bounces have them: joined, each with its
/// code and enhanced code.
enum ReplyLines {
  /// The text without the codes of all lines but the first; nil if no line is continued.
  static func joined(_ text: Octets) -> [UInt8]? {
    guard let first = continued(text) else { return nil }
    var out = text[0..<first].array
    var index = first
    while index < text.count {
      if index > first, Octets.isBlank(text[index - 1]), let length = code(text.dropFirst(index)) {
        index += length
      } else {
        out.append(text[index])
        index += 1
      }
    }
    return out
  }

  /// Where a code with a hyphen stands.
  private static func continued(_ text: Octets) -> Int? {
    var from = 0
    while let hyphen = text.firstIndex(of: "-", from: from) {
      if hyphen >= 3, text[(hyphen - 3)..<hyphen].number.map({ 400..<600 ~= $0 }) ?? false,
        code(text.dropFirst(hyphen - 3)) != nil
      {
        return hyphen - 3
      }
      from = hyphen + 1
    }
    return nil
  }

  /// The length of `550-5.7.26 ` at the front.
  private static func code(_ text: Octets) -> Int? {
    guard text.count > 8, text[0..<3].number.map({ 400..<600 ~= $0 }) ?? false,
      text[3] == UInt8(ascii: "-") || text[3] == 0x20, text[4] == text[0], text[5] == UInt8(ascii: ".")
    else { return nil }
    var index = 5
    while index < text.count, Octets.isDigit(text[index]) || text[index] == UInt8(ascii: ".") { index += 1 }
    while index < text.count, text[index] == 0x20 { index += 1 }
    return index
  }
}
