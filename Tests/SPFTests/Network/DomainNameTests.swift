import SPF
import TestSupport
import Testing

@Suite struct DomainNameTests {
  @Test func foldsCaseAndDropsTheFinalDot() {
    #expect(name("Mail.EXAMPLE.com.") == name("mail.example.com"))
    #expect(name("Mail.EXAMPLE.com").description == "mail.example.com")
    #expect(name("mail.example.com").labelCount == 3)
  }

  @Test(arguments: ["", ".", "..", "a..b", ".a", "a..", String(repeating: "a", count: 64) + ".example"])
  func refuses(text: String) {
    #expect(DomainName(text) == nil)
  }

  @Test func keepsTheLimits() {
    let label = String(repeating: "a", count: 63)
    let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
    #expect(longest.utf8.count == 253)
    #expect(DomainName(longest) != nil)
    #expect(DomainName(longest + "c") == nil)
    #expect(DomainName(labels: [[0x61], Array(repeating: 0x62, count: 64)]) == nil)
  }

  @Test func tellsADotInALabelFromADotBetweenLabels() throws {
    let odd = try #require(DomainName(labels: [Array("a.b".utf8), Array("example".utf8)]))
    #expect(odd != name("a.b.example"))
    #expect(odd.description == "a\\.b.example")
    let control = try #require(DomainName(labels: [[0x1b, 0x5b], Array("example".utf8)]))
    #expect(control.description == "\\027[.example")
  }

  @Test(arguments: [
    ("mail.example.com", "example.com", true), ("example.com", "example.com", true),
    ("badexample.com", "example.com", false), ("com", "example.com", false),
    ("mail.EXAMPLE.com", "example.com", true),
  ])
  func comparesSuffixes(one: String, other: String, expected: Bool) {
    #expect(name(one).isEqualToOrSubdomain(of: name(other)) == expected)
  }

  @Test func sortsCanonically() {
    let sorted = ["z.example", "example", "a.example", "yljkjljk.a.example", "Z.a.example"].map(name).sorted()
    #expect(
      sorted.map(\.description) == ["example", "a.example", "yljkjljk.a.example", "z.a.example", "z.example"])
  }

  @Test func walksUp() {
    #expect(name("a.example.com").parent == name("example.com"))
    #expect(DomainName.root.parent == nil)
    #expect(DomainName.root.description == ".")
  }

  @Test(arguments: [
    ("user@bücher.example", "xn--bcher-kva.example"), ("user@BÜCHER.example", "xn--bcher-kva.example"),
    ("user@例え.テスト", "xn--r8jz45g.xn--zckzah"), ("user@例え。テスト", "xn--r8jz45g.xn--zckzah"),
    ("user@faß.example", "xn--fa-hia.example"),
  ])
  func makesALabels(sender: String, expected: String) {
    #expect(Identity.mailFrom(sender, helo: "mail.example.com").domain == name(expected))
  }
}
