internal import SPF

/// The words that stand for the results of RFC 7208 section 2.6.
enum ResultWord {
  /// The result at the front of `text`, in any case, with the length of the word.
  static func read(_ text: Octets) -> (result: SPFResult, length: Int)? {
    var length = 0
    while length < text.count, length < 16, Octets.isLetter(text[length]) { length += 1 }
    guard length >= 4 else { return nil }
    let word = text[0..<length]
    for (name, result) in words where name.utf8CodeUnitCount == length && word.hasPrefixFolded(name) {
      return (result, length)
    }
    return nil
  }

  /// The last two are of RFC 4408 drafts; `failed` and `failure` are of replies.
  private static let words: [(StaticString, SPFResult)] = [
    ("pass", .pass), ("fail", .fail), ("softfail", .softfail), ("none", .none), ("neutral", .neutral),
    ("permerror", .permerror), ("temperror", .temperror), ("failed", .fail), ("failure", .fail),
    ("hardfail", .fail), ("passed", .pass), ("allow", .pass), ("error", .temperror), ("unknown", .permerror),
  ]
}
