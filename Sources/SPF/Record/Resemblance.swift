/// What a TXT record that is no SPF record but was meant to be one has at its beginning.
package struct Resemblance {
  /// What is wrong.
  package let what: String
  /// The octets at the beginning that should read `v=spf1 `.
  package let span: Range<Int>

  /// nil if `text` is an SPF record, or resembles none.
  package static func wrong(in text: [UInt8]) -> Resemblance? {
    SPFRecord.hasVersion(text) ? nil : Resemblance(text)
  }

  /// nil if `text` does not look like SPF at all.
  package init?(_ text: [UInt8]) {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    var start = 0
    var what = "it does not begin with \"v=spf1\" and a blank"
    if text.starts(with: mark) {
      start = 3
      what = "an invisible byte order mark stands before it"
    }
    while start < text.count, start < 16, [0x20, 0x09, 0x22, 0x27, 0x60].contains(text[start]) {
      what =
        text[start] == 0x20 || text[start] == 0x09
        ? "a blank stands before it" : "a quotation mark is part of it"
      start += 1
    }
    // `v`, blanks, `=`, blanks, `spf1`; or without `v=`.
    var index = start
    func blanks() { while index < text.count, text[index] == 0x20 { index += 1 } }
    func take(_ word: String) -> Bool {
      let octets = Array(word.utf8)
      guard index + octets.count <= text.count,
        zip(text[index...], octets).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && $1 >= 0x61) })
      else { return false }
      index += octets.count
      return true
    }
    if take("v") {
      let afterLetter = index
      blanks()
      let hadBlank = index > afterLetter
      guard take("=") || take(":") else { return nil }
      let afterSign = index
      blanks()
      if hadBlank || index > afterSign { what = "blanks stand around the \"=\"" }
    } else {
      what = "\"v=\" is missing"
    }
    guard take("spf") else { return nil }
    let isOne = take("1")
    let end = index
    guard isOne || index == text.count || text[index] == 0x20 || text[index] == 0x2d else { return nil }
    if end < text.count, text[end] != 0x20, isOne {
      switch text[end] {
      case 0x09: what = "a tab stands behind the version instead of a blank"
      case 0x30...0x39: what = "the version is not 1"
      default: what = "no blank stands behind the version"
      }
    }
    guard start < end else { return nil }
    self.what = what
    var stop = end
    while stop < text.count, text[stop] != 0x20, !Self.isTermStart(text[stop]) { stop += 1 }
    span = 0..<stop
  }

  /// Whether a term can begin so: with a letter or a qualifier.
  private static func isTermStart(_ octet: UInt8) -> Bool {
    RecordParser.isAlpha(octet) || Qualifier(rawValue: octet) != nil
  }
}
