import SPF
import TestSupport
import Testing

@Suite struct EvaluatorTests {
  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.0/24 -all", "192.0.2.9", SPFResult.pass, Optional("ip4:192.0.2.0/24")),
    ("v=spf1 ip4:192.0.2.0/24 -all", "203.0.113.1", .fail, "-all"),
    ("v=spf1 ~all", "203.0.113.1", .softfail, "~all"), ("v=spf1 ?all", "203.0.113.1", .neutral, "?all"),
    ("v=spf1", "203.0.113.1", .neutral, String?.none),
    ("v=spf1 ip6:2001:db8::/32 -all", "2001:db8::9", .pass, "ip6:2001:db8::/32"),
    ("v=spf1 ip6:2001:db8::/32 -all", "192.0.2.1", .fail, "-all"),
    ("v=spf1 ip6:::ffff:192.0.2.0/120 -all", "::ffff:192.0.2.1", .fail, "-all"),
    ("v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all", "192.0.2.1", .fail, "-ip4:192.0.2.1"),
    ("v=spf1 a:host.example.com -all", "192.0.2.7", .pass, "a:host.example.com"),
    ("v=spf1 a:host.example.com/24 -all", "192.0.2.99", .pass, "a:host.example.com/24"),
    ("v=spf1 a:host.example.com//64 -all", "2001:db8::99", .pass, "a:host.example.com//64"),
    ("v=spf1 mx:mx.example.com -all", "192.0.2.7", .pass, "mx:mx.example.com"),
    ("v=spf1 exists:host.example.com -all", "2001:db8:1::1", .pass, "exists:host.example.com"),
    ("v=spf1 ptr:example.com -all", "192.0.2.7", .pass, "ptr:example.com"),
    ("v=spf1 all -all", "192.0.2.7", .pass, "all"),
    ("v=spf1 redirect=deny.example.com ?all", "192.0.2.7", .neutral, "?all"),
    ("v=spf1 redirect=deny.example.com", "192.0.2.7", .fail, "-all"),
    ("v=spf1 include:deny.example.com ~all", "192.0.2.7", .softfail, "~all"),
    ("v=spf1 -include:allow.example.com ~all", "192.0.2.7", .fail, "-include:allow.example.com"),
    ("v=spf1 a:bad..example.com ?all", "192.0.2.7", .neutral, "?all"),
  ])
  func evaluates(record: String, client: String, result: SPFResult, term: String?) {
    let resolver = TableResolver(
      "example.com TXT \(record)", "host.example.com A 192.0.2.7", "host.example.com AAAA 2001:db8::7",
      "mx.example.com MX .",
      "mx.example.com MX host.example.com", "7.2.0.192.in-addr.arpa PTR host.example.com",
      "deny.example.com TXT v=spf1 -all",
      "allow.example.com TXT v=spf1 ip4:192.0.2.7")
    let outcome = check("alice@example.com", from: client, resolver)
    #expect(outcome.result == result)
    #expect(outcome.matched?.text == term)
    let untraced = check("alice@example.com", from: client, resolver, isTraced: false)
    #expect(untraced.result == result)
    #expect(untraced.matched?.text == term)
    #expect(untraced.counters == outcome.counters)
    #expect(untraced.ttl == outcome.ttl)
    #expect(untraced.trace == nil)
  }

  @Test func namesTheInnermostTermOfAnInclude() throws {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:a.example.com -all",
      "a.example.com TXT v=spf1 include:b.example.com ?all",
      "b.example.com TXT v=spf1 ip4:192.0.2.0/24")
    let outcome = check("x@example.com", from: "192.0.2.1", resolver)
    let matched = try #require(outcome.matched)
    let origin = try #require(outcome.origin)
    #expect(
      (matched.text, matched.depth, matched.domain) == ("include:a.example.com", 0, name("example.com")))
    #expect((origin.text, origin.depth, origin.domain) == ("ip4:192.0.2.0/24", 2, name("b.example.com")))
  }

  @Test(arguments: [
    ("v=spf1 include:none.example.com -all", SPFResult.permerror),
    ("v=spf1 include:bad.example.com -all", .permerror),
    ("v=spf1 include:temp.example.com -all", .temperror), ("v=spf1 redirect=none.example.com", .permerror),
    ("v=spf1 redirect=%{h}", .permerror), ("v=spf1 include:a..b.example -all", .permerror),
    ("v=spf1 a:temp.example.com -all", .temperror),
    ("v=spf1 mx:temp.example.com -all", .temperror), ("v=spf1 exists:temp.example.com -all", .temperror),
  ])
  func propagatesErrors(record: String, result: SPFResult) {
    let resolver = TableResolver(
      "example.com TXT \(record)", "bad.example.com TXT v=spf1 moo", "temp.example.com TXT !timeout",
      "temp.example.com A !servfail",
      "temp.example.com MX !timeout")
    let outcome = check("alice@example.com", from: "192.0.2.7", helo: "not a..name", resolver)
    #expect(outcome.result == result)
    #expect(outcome.problem != nil)
    #expect(outcome.matched == nil)
    #expect(outcome.trace?.result == result)
    if result == .temperror { #expect(outcome.ttl == 0) }
  }

  @Test func givesNoneWithAReason() {
    #expect(
      check("a@absent.example", from: "192.0.2.1", TableResolver()).problem?.code == .domainDoesNotExist)
    #expect(
      check("a@example.com", from: "192.0.2.1", TableResolver("example.com A 192.0.2.1")).problem?.code
        == .noRecord)
    #expect(
      check("a@example.com", from: "192.0.2.1", TableResolver("example.com TXT hello")).problem?.code
        == .noRecord)
  }

  @Test func refusesSeveralRecords() {
    let outcome = check(
      "a@example.com", from: "192.0.2.1",
      TableResolver("example.com TXT v=spf1 -all", "example.com TXT V=SPF1 +all"))
    #expect(outcome.result == .permerror)
    #expect(outcome.problem?.code == .multipleRecords)
  }

  @Test func returnsFromAnIncludeToTheNextTerm() {
    // The first "mx" of the included record matches with exchanges left unasked; the "a" that follows in the
    // outer record must not go on with them.
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:inc.example.com a:other.example.com ?all",
      "inc.example.com TXT v=spf1 -mx:many.example.com", "many.example.com MX one.example.com",
      "many.example.com MX two.example.com", "one.example.com A 192.0.2.1", "two.example.com A 192.0.2.2",
      "other.example.com A 192.0.2.3")
    let outcome = check("a@example.com", from: "192.0.2.1", resolver)
    #expect(outcome.result == .neutral)
    #expect(!resolver.questions.contains(DNSQuestion(name("two.example.com"), .a)))
  }

  @Test func reportsTheLeastTTL() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 mx -all", "example.com MX host.example.com", "host.example.com A 192.0.2.7")
    #expect(check("a@example.com", from: "192.0.2.7", resolver).ttl == 100)
  }

  @Test(arguments: [
    ("v=spf1 exists:%{l}.example.com -all", true), ("v=spf1 a:%{d} -all", false),
    ("v=spf1 a:%{h} -all", true), ("v=spf1 ip4:192.0.2.7 exists:%{l}.example.com", false),
  ])
  func tellsWhetherTheSenderMatters(record: String, expected: Bool) {
    let outcome = check("a@example.com", from: "192.0.2.7", TableResolver("example.com TXT \(record)"))
    #expect(outcome.dependsOnSender == expected)
  }

  @Test func letsNoTermMatchAnInternationalLocalPart() {
    let resolver = TableResolver(
      "example.com TXT v=spf1 exists:%{l}.example.com include:%{l}.example.com a:%{s} ip4:192.0.2.7 -all")
    #expect(check("jürgen@example.com", from: "192.0.2.7", resolver).result == .pass)
    #expect(resolver.questions.count == 1)
    let redirecting = TableResolver("example.com TXT v=spf1 redirect=%{l}.example.com")
    #expect(check("jürgen@example.com", from: "192.0.2.7", redirecting).result == .neutral)
    let explaining = TableResolver("example.com TXT v=spf1 -all exp=%{l}.example.com")
    #expect(check("jürgen@example.com", from: "192.0.2.7", explaining).explanation == nil)
  }
}
