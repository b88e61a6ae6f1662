/// A word in a receiver's reply.
struct ReplyWord {
  /// Where it stands.
  let range: Range<Int>
  /// Whether a sentence ends before it.
  let beginsSentence: Bool
  /// Whether it is a name or an address with dots in it, and no word of a language.
  let isName: Bool
  /// Whether a slash stands before it.
  let isBehindSlash: Bool

  /// The words of a text. Hyphens and underscores part words, except in names: `SPF-Check` is two, and
  /// `spf-1.example.net` one.
  static func all(_ text: Octets) -> [ReplyWord] {
    var words: [ReplyWord] = []
    var index = 0
    var isNew = true
    while index < text.count {
      guard isWordOctet(text[index]) else {
        if ".;!?".utf8.contains(text[index]), index + 1 >= text.count || text[index + 1] == 0x20 {
          isNew = true
        }
        index += 1
        continue
      }
      let start = index
      while index < text.count, isWordOctet(text[index]) || isNameOctet(text[index]) { index += 1 }
      var end = index
      while end > start + 1, !isWordOctet(text[end - 1]) { end -= 1 }
      let isBehindSlash = start > 0 && text[start - 1] == UInt8(ascii: "/")
      if isName(text[start..<end]) {
        words.append(
          ReplyWord(range: start..<end, beginsSentence: isNew, isName: true, isBehindSlash: isBehindSlash))
        isNew = false
      } else {
        var at = start
        while at < end {
          guard isWordOctet(text[at]) else {
            at += 1
            continue
          }
          let first = at
          while at < end, isWordOctet(text[at]) { at += 1 }
          words.append(
            ReplyWord(
              range: first..<at, beginsSentence: isNew, isName: false,
              isBehindSlash: isBehindSlash && first == start))
          isNew = false
        }
      }
      // The full stop at the end of a run.
      if end < index, ".".utf8.contains(text[end]), index == text.count || text[index] == 0x20 {
        isNew = true
      }
    }
    return words
  }

  private static func isWordOctet(_ octet: UInt8) -> Bool {
    Octets.isLetter(octet) || Octets.isDigit(octet) || octet == UInt8(ascii: "'") || octet >= 0x80
  }

  private static func isNameOctet(_ octet: UInt8) -> Bool { ".-_@+".utf8.contains(octet) }

  private static func isName(_ run: Octets) -> Bool {
    for index in 0..<run.count {
      if run[index] == UInt8(ascii: "@") { return true }
      if run[index] == UInt8(ascii: "."), index + 1 < run.count, isWordOctet(run[index + 1]) { return true }
    }
    return false
  }
}
