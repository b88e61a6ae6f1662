import SPF
import TestSupport
import Testing

@Suite struct ExplanationTests {
  @Test func comesFromTheRecordThatDecided() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 exp=one.example.com redirect=b.example.com",
      "b.example.com TXT v=spf1 -all exp=two.%{d}",
      "one.example.com TXT one", "two.b.example.com TXT two for %{d}")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.explanation?.text == "two for b.example.com")
    #expect(outcome.explanation?.domain == name("b.example.com"))
  }

  @Test func doesNotComeFromAnInclude() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -include:b.example.com", "b.example.com TXT v=spf1 +all exp=two.example.com",
      "two.example.com TXT two")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == .fail)
    #expect(outcome.explanation == nil)
  }

  @Test(arguments: ["%{x}", "50% off", "na\u{ef}ve", "tab\there", "%{d"])
  func isIgnoredWithASyntaxError(text: String) {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com", "why.example.com TXT \(text)")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == .fail)
    #expect(outcome.explanation == nil)
  }

  @Test func isSanitisedAndCut() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com",
      "why.example.com TXT %{h} " + String(repeating: "x", count: 2000))
    let outcome = check("a@example.com", from: "192.0.2.1", helo: "evil\r\n550 \u{1b}[31m", resolver)
    #expect(outcome.explanation?.text.utf8.count == 500)
    #expect(outcome.explanation?.text.hasPrefix("evil??550 ?[31m xxx") == true)
    #expect(outcome.explanation?.isTruncated == true)
  }

  @Test func growsNoFurtherThanItsBound() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 -all exp=why.example.com",
      "why.example.com TXT " + String(repeating: "%{h}", count: 10_000))
    let outcome = check(
      "a@example.com", from: "192.0.2.1", helo: String(repeating: "h", count: 10_000), resolver)
    #expect(outcome.explanation?.text.utf8.count == 500)
  }
}
