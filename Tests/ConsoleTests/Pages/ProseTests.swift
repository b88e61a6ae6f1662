import Testing

@testable import Console

@Suite struct ProseTests {
  /// The pieces of a text: code between angle brackets, names between square ones.
  private func pieces(_ prose: Prose) -> [String] {
    prose.parts.map { part in
      let words = part.words.map(\.text).joined(separator: " ")
      return part.isCode ? "<\(words)>" : part.isName ? "[\(words)]" : part.text
    }
  }

  @Test func findsCode() {
    let phrase = Phrase(
      "Publish v=spf1 -all, or ip4: before -all.", "v=spf1 -all を公開。",
      code: ["-all", "v=spf1 -all", "ip4:", ""])
    #expect(
      pieces(Prose(phrase, .english)) == [
        "Publish ", "<v=spf1 -all>", ", or ", "<ip4:>", " before ", "<-all>", ".",
      ])
    #expect(pieces(Prose(phrase, .japanese)) == ["<v=spf1 -all>", " を公開。"])
  }

  @Test func keepsNamesTogether() {
    #expect(
      pieces(Prose("送信者は support-info@corp.example.com、または mail-2.example.jp です。")) == [
        "送信者は ", "[support-info@corp.example.com]", "、または ", "[mail-2.example.jp]", " です。",
      ])
    #expect(pieces(Prose("corp.example.com, 192.0.2.1")) == ["corp.example.com, 192.0.2.1"])
    #expect(pieces(Prose("")) == [])
  }

  @Test func letsLongOnesBeBroken() {
    let long = String(repeating: "a-", count: 20)
    #expect(Prose("\(long) a-b").parts.flatMap(\.words).map(\.style) == ["long", "name"])
    #expect(
      Prose("ip4:192.0.2.1 include:\(long)", isCode: true).parts[0].words.map(\.style) == ["word", "long"])
  }

  @Test func changesNoCode() {
    let words = CodeWords.of("v=spf1  mx   -all ").map(\.text)
    #expect(words.joined(separator: " ") == "v=spf1  mx   -all ")
  }
}
