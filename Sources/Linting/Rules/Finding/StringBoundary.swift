internal import SPF

/// The place where one character-string of a TXT record ends and the next begins.
struct StringBoundary {
  private let text: PublishedText
  private let offset: Int

  /// The boundary at `offset` of the joined text.
  init(_ text: PublishedText, _ offset: Int) {
    self.text = text
    self.offset = offset
  }

  private var before: ArraySlice<UInt8> {
    let start = text.joined[..<offset].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    return text.joined[start..<offset]
  }

  private var behind: ArraySlice<UInt8> {
    text.joined[offset...].prefix { $0 != 0x20 }
  }

  /// What is wrong here; nil if nothing is.
  var note: Note? {
    guard offset > 0, offset < text.joined.count else { return nil }
    let (before, behind) = (before, behind)
    let whole = before.startIndex..<behind.endIndex
    if !before.isEmpty, !behind.isEmpty {
      guard Self.isTerm(before) || SPFRecord.hasVersion(Array(before)), Self.isUnmistakable(behind) else {
        return nil
      }
      let shown = Printable.ascii(text.joined[whole].prefix(80))
      return text.note(
        "two strings join to \"\(shown)\" here; the second begins a new term", whole,
        fix: Fix(
          "End the first string with a blank, or begin the second with one.",
          replacement: "\(Printable.ascii(before)) \(Printable.ascii(behind))"))
    }
    // A blank at the boundary, and halves of one term on both sides of it.
    guard before.isEmpty, text.joined[offset - 1] == 0x20, !behind.isEmpty else { return nil }
    let end = offset - 1
    let start = text.joined[..<end].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    let half = text.joined[start..<end]
    guard !half.isEmpty, !Self.isTerm(half), !Self.isTerm(behind), Self.isTerm((half + behind)[...]) else {
      return nil
    }
    return text.note(
      "a blank at the end of a string splits a term in two", start..<behind.endIndex,
      fix: Fix("Remove the blank.", replacement: Printable.ascii(half + behind)))
  }

  private static func isTerm(_ octets: some Sequence<UInt8>) -> Bool {
    let octets = Array(octets)
    return TermText(octets, 0..<octets.count).content != nil
  }

  /// Whether `octets` can be the beginning of a term and hardly the rest of one.
  private static func isUnmistakable(_ octets: ArraySlice<UInt8>) -> Bool {
    guard isTerm(octets) else { return false }
    let text = String(decoding: octets, as: UTF8.self).lowercased()
    let bare = text.first.map { "+-~?".contains($0) } == true ? String(text.dropFirst()) : text
    return bare == "all" || bare == "mx" || bare == "a" || bare == "ptr" || bare.contains(":")
      || bare.contains("=")
  }
}
