/// What a receiver said, made ready for the questions of ``OutgoingRule``s: the lines of a long reply are one, and
/// there is a form of the same length in lower case without the addresses of pages.
struct ReceiverReply {
  /// The words with their codes.
  let text: [UInt8]
  /// The same in lower case, with blanks in place of URLs, so that a word in one is no word of the receiver's.
  let prose: [UInt8]
  /// The words of ``prose``.
  let words: [ReplyWord]
  /// The reply code (RFC 5321 section 4.2); 0 if there is none.
  let code: Int
  /// The enhanced status code (RFC 3463); empty if there is none.
  let enhancedCode: [UInt8]

  /// Reads a reply as Postfix logs it: `550-5.7.1 words 550 5.7.1 more words`.
  init(_ said: Octets) {
    text = Self.unfolded(said.trimmed)
    prose = text.withOctets { Self.prose($0) }
    words = prose.withOctets { ReplyWord.all($0) }
    (code, enhancedCode) = text.withOctets { Self.codes($0) }
  }

  /// Whether a reply in lower case may be about SPF: nearly all others are told by this.
  static func isCandidate(_ folded: Octets) -> Bool {
    folded.contains("spf") || folded.contains(".7.23") || folded.contains(".7.24")
      || folded.contains("policy framework") || folded.contains(" to send ")
      || folded.contains(" for sending ")
      || folded.contains("authentication level") || folded.contains("use of this host")
      || folded.contains("permitted nor denied") || folded.contains("not designate")
      || folded.contains("' identity")
  }

  /// Whether the phrases stand in the words, in this order. They are in lower case.
  func has(_ phrases: StaticString...) -> Bool {
    prose.withOctets { prose in
      var from = 0
      for phrase in phrases {
        guard let at = prose.firstIndex(of: phrase, from: from) else { return false }
        from = at + phrase.utf8CodeUnitCount
      }
      return true
    }
  }

  /// Whether the enhanced code has this subject and detail, such as `.7.23`, in class 4 or 5.
  func hasEnhancedCode(_ detail: StaticString) -> Bool {
    enhancedCode.withOctets { $0.count > 1 && $0.dropFirst(1) == detail }
  }

  // MARK: One line of several

  /// The text with the lines of a long reply as one. Each has its code at the front, which stands in the middle of
  /// sentences once they are joined.
  private static func unfolded(_ said: Octets) -> [UInt8] {
    let limit = OutgoingRejection.longestReply
    var out: [UInt8] = []
    out.reserveCapacity(min(said.count, limit))
    let isLong = said.count > 4 && said[3] == UInt8(ascii: "-") && isCode(said.prefix(3))
    let code = said.prefix(3)
    let isEnhanced = isLong && enhancedLength(said.dropFirst(4)) != nil
    var index = 0
    if isLong {
      out.append(contentsOf: code.array)
      out.append(0x20)
      index = 4
    }
    while index < said.count, out.count < limit {
      if isLong, said[index - 1] == 0x20, let length = lineCode(said.dropFirst(index), code, isEnhanced) {
        index += length
        continue
      }
      let octet = said[index] == 0x09 ? 0x20 : said[index]
      if octet != 0x20 || out.last != 0x20 { out.append(octet) }
      index += 1
    }
    if out.last == 0x20 { out.removeLast() }
    return out
  }

  /// The length of `550-5.7.26 ` at the front; if the first line has no enhanced code, of `550 ` alone too.
  private static func lineCode(_ text: Octets, _ code: Octets, _ isEnhanced: Bool) -> Int? {
    guard text.hasPrefix(code), text.count == 3 || text[3] == UInt8(ascii: "-") || text[3] == 0x20 else {
      return nil
    }
    var index = min(4, text.count)
    let enhanced = text.dropFirst(index)
    if let length = enhancedLength(enhanced), enhanced.first == code.first {
      index += length
    } else if isEnhanced, text.count > 3, text[3] == 0x20 {
      // A number in a sentence.
      return nil
    }
    while index < text.count, text[index] == 0x20 { index += 1 }
    return index
  }

  // MARK: Codes

  private static func isCode(_ text: Octets) -> Bool {
    text.count == 3 && (text.number.map { 400..<600 ~= $0 } ?? false)
  }

  private static func codes(_ text: Octets) -> (Int, [UInt8]) {
    var code = 0
    var rest = text
    if isCode(text.prefix(3)), text.count == 3 || !Octets.isLetter(text[3]) && text[3] != UInt8(ascii: ".") {
      code = text.prefix(3).number ?? 0
      rest = text.dropFirst(4)
    }
    while let first = rest.first, first == 0x20 || first == UInt8(ascii: "#") { rest = rest.dropFirst(1) }
    if let length = enhancedLength(rest) { return (code, rest.prefix(length).array) }
    // As qmail and those after it write, at the end: `(#5.7.1)`.
    if let behind = rest.after("(#"), let length = enhancedLength(behind) {
      return (code, behind.prefix(length).array)
    }
    return (code, [])
  }

  /// The length of `5.7.26` at the front (RFC 3463 section 2), with nothing behind it that would make it another number.
  private static func enhancedLength(_ text: Octets) -> Int? {
    guard text.count >= 5, text[0] == UInt8(ascii: "4") || text[0] == UInt8(ascii: "5"),
      text[1] == UInt8(ascii: ".")
    else { return nil }
    var index = 2
    for part in 0..<2 {
      let start = index
      while index < text.count, index - start < 4, Octets.isDigit(text[index]) { index += 1 }
      guard index > start, index - start < 4 else { return nil }
      if part == 0 {
        guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
        index += 1
      }
    }
    if index < text.count, Octets.isLetter(text[index]) { return nil }
    // A full stop ends a sentence; in front of a digit it goes on to a fourth number.
    if index + 1 < text.count, text[index] == UInt8(ascii: "."), Octets.isDigit(text[index + 1]) {
      return nil
    }
    return index
  }

  // MARK: Prose

  private static func prose(_ text: Octets) -> [UInt8] {
    var out = text.array
    for index in out.indices { out[index] = Octets.fold(out[index]) }
    var from = 0
    while let url = nextURL(text, from: from) {
      for index in url { out[index] = 0x20 }
      from = url.upperBound
    }
    return out
  }

  /// The first URL of the reply, as given.
  var page: String? {
    text.withOctets { text in Self.nextURL(text, from: 0).flatMap { text[$0].field() } }
  }

  /// `https://…` or `www.…` up to what cannot be part of it.
  private static func nextURL(_ text: Octets, from: Int) -> Range<Int>? {
    let scheme = text.firstIndex(of: "://", from: from)
    let host = text.firstIndexFolded(of: "www.", from: from)
    guard var start = [scheme, host].compactMap({ $0 }).min() else { return nil }
    var end = start
    while start > from, Octets.isLetter(text[start - 1]) { start -= 1 }
    while end < text.count, text[end] > 0x20, !"<>\")]".utf8.contains(text[end]) { end += 1 }
    while end > start + 1, ".,;".utf8.contains(text[end - 1]) { end -= 1 }
    return start..<end
  }
}
