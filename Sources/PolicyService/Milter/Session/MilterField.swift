/// A header field as a mail server takes it: the name, and a value on lines that end with a line feed.
package struct MilterField: Sendable, Hashable {
  package let name: [UInt8]
  package let value: [UInt8]

  /// No line is longer, where there is a place to break it (RFC 5322 section 2.1.1).
  private static let width = 78

  /// Folds a field that a policy service would give to Postfix on one line. Lines are broken at white space outside
  /// of quoted-strings only: inside, it is part of the value.
  package init(folding field: [UInt8]) {
    let colon = field.firstIndex(of: UInt8(ascii: ":")) ?? field.endIndex
    name = Array(field[..<colon])
    var value: [UInt8] = []
    var column = name.count + 1
    for word in Self.words(field[colon...].dropFirst()) {
      if !value.isEmpty, column + 1 + word.count > Self.width {
        value.append("\n ")
        column = 1
      } else if !value.isEmpty {
        value.append(UInt8(ascii: " "))
        column += 1
      } else {
        // The mail server puts the space behind the colon.
        column += 1
      }
      value.append(contentsOf: word)
      column += word.count
    }
    self.value = value
  }

  /// What lies between spaces outside of quoted-strings.
  private static func words(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var index = start
    var isQuoted = false
    // In a comment a quotation mark is one like any other character.
    var depth = 0
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "\\"): index = min(index + 1, text.endIndex - 1)
      case UInt8(ascii: "\"") where depth == 0: isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where !isQuoted: depth = max(0, depth - 1)
      case UInt8(ascii: " ") where !isQuoted:
        if start < index { words.append(text[start..<index]) }
        start = index + 1
      default: break
      }
      index += 1
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }
}
