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

  @Test func drawsWhatAnExplanationAskedBelowItsTerm() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com x=y", "why.example.com TXT %{p}",
      "1.2.0.192.in-addr.arpa PTR host.example.org", "host.example.org A !servfail")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(
      CheckText(outcome, limits: .rfc7208).full.contains(
        """
        ├─ -all                 match    always matches → fail
        ├─ exp=why.example.com  match    looked up for the explanation
        │      why.example.com TXT: "%{p}" (TTL 300)
        │      1.2.0.192.in-addr.arpa PTR: host.example.org (TTL 400)
        │      host.example.org A: SERVFAIL
        └─ x=y                  ignored  unknown modifier

        Lookups 0/10, void lookups 0/2, the result holds for 0 s
        example.com explains: "unknown"
        """))
    let terms = try #require(outcome.trace?.terms)
    #expect(terms[1].lookups.map { "\($0.question.type)" } == ["TXT", "PTR", "A"])
  }

  @Test(arguments: [
    ("\"v=spf1 -all\"", "a quotation mark is part of it"), (" v=spf1 -all", "a blank stands before it"),
    ("v=spf1\u{a0}ip4:192.0.2.1 -all", "no blank stands behind the version"),
    ("v=spf1-all", "no blank stands behind the version"),
  ])
  func showsWhatIsAlmostARecord(text: String, what: String) throws {
    let resolver = TableResolver("example.com TXT hello", "example.com TXT \(text)")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == .none)
    let shown = Printable.ascii(text.utf8)
    let line = "example.com  no SPF record, but almost: \"\(shown)\": \(what); spf lint tells more\n"
    #expect(CheckText(outcome, limits: .rfc7208).full.contains(line))
    let json = try JSONText.encode(CheckDocument(outcome, limits: .rfc7208))
    #expect(json.contains("is almost one: \(what). Correct it; spf lint example.com tells more."))
  }

  @Test func saysWhatWasNotAsked() {
    let outcome = check("a@example.com", from: "192.0.2.1", TableResolver("example.com TXT !unasked"))
    #expect(
      CheckText(outcome, limits: .rfc7208).verdict
        == "temperror: The check could not be completed: DNS: example.com TXT not asked: it is elsewhere.")
  }

  @Test func escapesInOneWay() {
    let resolver = TableResolver("example.com TXT v=spf1 ip4:192.0.2.1\r\n -all")
    let text = CheckText(check("a@example.com", from: "192.0.2.1", resolver), limits: .rfc7208).full
    #expect(text.split(separator: "\\x0d\\x0a").count == 4)
    #expect(!text.contains("\\u{"))
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
