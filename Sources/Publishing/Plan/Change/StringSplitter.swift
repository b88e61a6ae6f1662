/// Splits a record into character-strings (RFC 7208 section 3.3).
package enum StringSplitter {
  private static let longest = 255

  /// Strings of at most 255 octets, split behind a space where there is one, so that the space stays within a string:
  /// some editors drop one at the end of a line.
  package static func split(_ record: String) -> [[UInt8]] {
    var rest = Array(record.utf8)[...]
    var out: [[UInt8]] = []
    while rest.count > longest {
      let head = rest.prefix(longest)
      let end = head.lastIndex(of: UInt8(ascii: " ")) ?? head.endIndex
      // The space begins the next string.
      let cut = end > head.startIndex ? end : head.endIndex
      out.append(Array(rest[..<cut]))
      rest = rest[cut...]
    }
    return out + [Array(rest)]
  }
}
