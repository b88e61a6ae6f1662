import Testing

@testable import PolicyService

@Suite("Header fields of a milter")
struct MilterFieldTests {
  @Test("lines are broken between words, and never inside of quoted-strings")
  func folds() {
    let field = MilterField(
      folding: Array(
        ("Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=host.example.org; "
          + "envelope-from=\"a long local part with spaces in it that has no end, and \\\" in it\"; receiver=rx.example.org")
          .utf8))
    #expect(String(decoding: field.name, as: UTF8.self) == "Received-SPF")
    #expect(
      String(decoding: field.value, as: UTF8.self) == """
        Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7;
         helo=host.example.org;
         envelope-from="a long local part with spaces in it that has no end, and \\" in it";
         receiver=rx.example.org
        """)
  }

  @Test("a quotation mark in a comment begins no quoted-string")
  func comments() {
    let words = String(repeating: "word ", count: 20)
    let field = MilterField(folding: Array("A: (5\" \(words)(\" \(words))) x=\"\(words)\" \(words)".utf8))
    let lines = String(decoding: field.value, as: UTF8.self).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix(" x=\"\(words)\"") })
    for line in lines where !line.contains("x=") { #expect(line.utf8.count <= 78) }
  }

  @Test(
    "no line feed is followed by anything but a space, none stands at an end, and nothing is lost",
    arguments: ["A: b", "A:", "A: \(String(repeating: "x", count: 200))", "A:  b  c ", "A: \\", "A: \"\\"])
  func edges(text: String) {
    let field = MilterField(folding: Array(text.utf8))
    let value = String(decoding: field.value, as: UTF8.self)
    #expect(field.name == [UInt8(ascii: "A")])
    #expect(
      !value.hasPrefix("\n") && !value.hasSuffix("\n") && !value.hasSuffix(" ") && !value.hasPrefix(" "))
    #expect(value.filter { $0 != " " } == text.dropFirst(2).filter { $0 != " " })
  }
}
