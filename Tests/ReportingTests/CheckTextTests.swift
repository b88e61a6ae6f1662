import Reporting
import SPF
import TestSupport
import Testing

@Suite struct CheckTextTests {
  static let story = TableResolver(
    "corp.example.com TXT v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all",
    "corp.example.com MX mx.corp.example.com",
    "mx.corp.example.com A 192.0.2.10")

  @Test func tellsTheStory() {
    let outcome = check(
      "support-info@corp.example.com", from: "192.0.2.12", helo: "mail2.corp.example.jp", Self.story)
    #expect(
      CheckText(outcome, limits: .rfc7208).full == """
        fail: 192.0.2.12 is not allowed to send mail for corp.example.com (-all).

        Checked: MAIL FROM support-info@corp.example.com, HELO mail2.corp.example.jp, client 192.0.2.12

        corp.example.com  v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all  (TTL 300)
        ├─ mx                 no match 192.0.2.12 is not among the addresses  [lookup 1]
        │      corp.example.com MX: 10 mx.corp.example.com (TTL 100)
        │      mx.corp.example.com A: 192.0.2.10 (TTL 200)
        ├─ ip4:192.0.2.10/32  no match 192.0.2.12 is not in it
        ├─ ip4:192.0.2.11/32  no match 192.0.2.12 is not in it
        └─ -all               match    always matches → fail

        Lookups 1/10, void lookups 0/2, the result holds for 100 s
        Nearest miss: 192.0.2.10 is authorised (mx); you came from 192.0.2.12.

        """)
  }

  @Test func colours() {
    let outcome = check("a@corp.example.com", from: "192.0.2.10", Self.story)
    #expect(
      CheckText(outcome, limits: .rfc7208, style: TextStyle(isColored: true)).verdict
        == "\u{1b}[32m\u{1b}[1mpass\u{1b}[0m\u{1b}[0m: 192.0.2.10 is allowed to send mail for corp.example.com (mx)."
    )
    #expect(!CheckText(outcome, limits: .rfc7208).full.contains("\u{1b}"))
  }

  @Test func keepsControlCharactersFromTheTerminal() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT %{l}%{h}")
    let outcome = check(
      "a\u{1b}[31m\u{202e}b@example.com", from: "192.0.2.1", helo: "x\r\n\u{9b}31m", resolver)
    let text = CheckText(outcome, limits: .rfc7208).full
    #expect(
      !text.unicodeScalars.contains {
        $0 != "\n" && ($0.value < 0x20 || (0x7f...0x9f).contains($0.value) || $0 == "\u{202e}")
      })
  }

  @Test(arguments: [
    ("a@example.com", "pass"), ("a@soft.example", "softfail"), ("a@none.example", "none"),
    ("a@bad.example", "permerror"),
    ("a@temp.example", "temperror"), ("a@neutral.example", "neutral"), ("a@localhost", "none"),
  ])
  func saysEveryResult(sender: String, result: String) {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:inc.example -all", "inc.example TXT v=spf1 ip4:192.0.2.1",
      "soft.example TXT v=spf1 ~all",
      "bad.example TXT v=spf1 moo", "temp.example TXT !timeout", "neutral.example TXT v=spf1")
    let outcome = check(sender, from: "192.0.2.1", resolver)
    #expect(outcome.result.rawValue == result)
    let text = CheckText(outcome, limits: .rfc7208)
    #expect(text.verdict.hasPrefix("\(result): "))
    #expect(text.verdict.hasSuffix("."))
    #expect(text.full.hasPrefix(text.verdict))
  }

  @Test(arguments: SPFResult.allCases)
  func hasAnExitStatus(result: SPFResult) {
    let expected: [SPFResult: Int32] = [
      .pass: 0, .fail: 1, .softfail: 2, .neutral: 3, .permerror: 4, .temperror: 5, .none: 6,
    ]
    #expect(CheckExitStatus(result).rawValue == expected[result])
  }

  @Test(arguments: [
    (
      "v=spf1 ipv4:192.0.2.1 -all",
      "    v=spf1 ipv4:192.0.2.1 -all\n           ^~~~~~~~~~~~~~ expected all, include"
    ),
    (
      "v=spf1 ip4:192.0.2.1 \u{2013}all",
      "    v=spf1 ip4:192.0.2.1 \\xe2\\x80\\x93all\n                         ^~~~~~~~~~~~~~~ expected"
    ),
    ("v=spf1 include:", "    v=spf1 include:\n                   ^ expected a domain"),
  ])
  func marksTheSyntaxError(record: String, expected: String) {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:inc.example -all", "inc.example TXT \(record)")
    let text = CheckText(check("a@example.com", from: "192.0.2.1", resolver), limits: .rfc7208).full
    #expect(text.contains(expected))
    #expect(text.contains("Remedy: "))
  }
}
