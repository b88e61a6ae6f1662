internal import SPF

/// A recipient as people write it.
enum RecipientText {
  /// The address in small letters, or `postmaster`, which needs no domain (RFC 5321 section 4.5.1); nil if it is
  /// neither.
  static func read(_ text: String) -> String? {
    let small = text.lowercased()
    guard small != "postmaster" else { return small }
    guard let at = small.lastIndex(of: "@"), at > small.startIndex, small.index(after: at) < small.endIndex,
      small.utf8.count <= 320, !small.contains(where: \.isWhitespace), Printable.text(small) == small
    else { return nil }
    return small
  }
}
