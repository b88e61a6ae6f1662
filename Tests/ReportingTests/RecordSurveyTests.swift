import Reporting
import SPF
import TestSupport
import Testing

@Suite struct RecordSurveyTests {
  @Test func listsEveryNetworkWithItsTerm() async {
    let resolver = TableResolver(
      "example.com TXT v=spf1 mx a:host.example.com/28 include:inc.example.com ip6:2001:db8::/32 -ip4:192.0.2.200 exists:%{i}.example.com -all",
      "example.com MX mx.example.com", "mx.example.com A 192.0.2.1", "mx.example.com AAAA 2001:db8:1::1",
      "host.example.com A 192.0.2.17",
      "inc.example.com TXT v=spf1 ip4:203.0.113.0/24 ~all")
    let survey = await RecordSurvey.survey(name("example.com"), resolver: resolver)
    #expect(
      survey.authorised.map { "\($0.network.network) \($0.term) \($0.domain)" } == [
        "192.0.2.1 mx example.com", "2001:db8:1::1 mx example.com",
        "192.0.2.16/28 a:host.example.com/28 example.com",
        "203.0.113.0/24 ip4:203.0.113.0/24 inc.example.com", "2001:db8::/32 ip6:2001:db8::/32 example.com",
      ])
    #expect(survey.lookups == 4)
    #expect(survey.voidLookups == 0)
    #expect(survey.leastTTL == 60)
    #expect(survey.result == .pass)
    let text = SurveyText(survey).full
    #expect(text.contains("depends on the message"))
    #expect(text.contains("everything else: fail"))
    #expect(text.contains("Lookups 4/10, void lookups 0/2"))
  }

  @Test(arguments: [
    (
      "v=spf1 -all ip4:192.0.2.0/28 include:none.example.com a:x1.example.com mx:x2.example.com exists:x3.example.com",
      []
    ),
    ("v=spf1 -ip4:192.0.2.5/28 ip4:192.0.2.0/28 -all", []),
    ("v=spf1 ip4:192.0.2.5/28 ip4:192.0.2.0/28 ip4:192.0.2.7 -all", ["192.0.2.0/28 ip4:192.0.2.5/28"]),
    (
      "v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/30 -all",
      ["192.0.2.0 ip4:192.0.2.0/30", "192.0.2.2/31 ip4:192.0.2.0/30"]
    ),
    (
      "v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/30 -all",
      ["192.0.2.1 ip4:192.0.2.1", "192.0.2.0/30 ip4:192.0.2.0/30"]
    ),
    // An included fail decides nothing outside; an included pass does, whatever becomes of it.
    (
      "v=spf1 include:inc.example.com ip4:192.0.2.0/30 -all",
      ["192.0.2.0/31 ip4:192.0.2.0/31", "192.0.2.0/30 ip4:192.0.2.0/30"]
    ),
    ("v=spf1 -include:inc.example.com ip4:192.0.2.0/30 -all", ["192.0.2.2/31 ip4:192.0.2.0/30"]),
    ("v=spf1 -include:any.example.com ip4:192.0.2.0/30 -all", []),
    ("v=spf1 -ip4:192.0.2.0 redirect=inc.example.com", ["192.0.2.1 ip4:192.0.2.0/31"]),
    ("v=spf1 -exists:yes.example.com ip4:192.0.2.0/30", []),
    ("v=spf1 ?exists:yes.example.com redirect=inc.example.com", []),
    ("v=spf1 ip6:::/0 -all", ["::/0 ip6:::/0"]),
  ])
  func listsWhatACheckGetsTo(record: String, authorised: [String]) async {
    let resolver = TableResolver(
      "example.com TXT \(record)", "inc.example.com TXT v=spf1 -ip4:192.0.2.2/31 ip4:192.0.2.0/31 -all",
      "any.example.com TXT v=spf1 all", "yes.example.com A 127.0.0.2")
    let survey = await RecordSurvey.survey(name("example.com"), resolver: resolver)
    #expect(survey.authorised.map { "\($0.network.network) \($0.term)" } == authorised)
    #expect(survey.result == .pass)
    #expect(survey.voidLookups == 0)
    #expect(
      !resolver.questions.contains { ["x1", "x2", "x3", "none"].contains("\($0.name)".prefix { $0 != "." }) })
  }

  @Test func saysWhatIsNotReached() async {
    let resolver = TableResolver("example.com TXT v=spf1 -all ip4:192.0.2.1 exp=why.example.com all")
    let text = SurveyText(await RecordSurvey.survey(name("example.com"), resolver: resolver)).full
    #expect(text.contains("─ ip4:192.0.2.1  not reached\n"))
    #expect(text.contains("─ exp=why.example.com\n"))
    #expect(text.contains("─ all  not reached\n"))
  }

  @Test(arguments: [
    (
      "v=spf1 include:gone.example.com -all",
      "! permerror for a check that no earlier term matches: include:gone.example.com of example.com: gone.example.com does not exist\n"
    ),
    (
      "v=spf1 a:down.example.com -all",
      "! temperror for a check that no earlier term matches: a:down.example.com"
    ),
    (
      "v=spf1 a:1.example.com a:2.example.com a:3.example.com",
      "3 DNS queries have no answer; 2 are the most\n"
    ),
    (
      "v=spf1 mx:null.example.com -all",
      "─ mx:null.example.com  [lookup 1]  null.example.com takes no mail (null MX)"
    ),
  ])
  func saysWhy(record: String, text: String) async {
    let resolver = TableResolver(
      "example.com TXT \(record)", "down.example.com A !servfail", "down.example.com AAAA !servfail",
      "null.example.com MX .")
    let survey = await RecordSurvey.survey(name("example.com"), resolver: resolver)
    #expect(SurveyText(survey).full.contains(text))
  }

  @Test func aFailureIsNoVoidLookup() async {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:down.example.com include:gone.example.com -all",
      "down.example.com TXT !servfail")
    let survey = await RecordSurvey.survey(name("example.com"), resolver: resolver)
    #expect(survey.voidLookups == 1)
    #expect(survey.result == .temperror)
  }

  @Test func aVastTreeEnds() async {
    let terms = (0..<4000).map { "ip4:10.\($0 / 200).\($0 % 200).1" }.joined(separator: " ")
    let includes = (0..<4).map { "include:i\($0).example.com" }.joined(separator: " ")
    let resolver = TableResolver(
      lines: ["example.com TXT v=spf1 \(includes) -all"]
        + (0..<4).map { "i\($0).example.com TXT v=spf1 \(terms)" })
    let survey = await RecordSurvey.survey(name("example.com"), resolver: resolver)
    #expect(survey.isIncomplete)
    #expect(survey.authorised.count == 4000)
    #expect(!resolver.questions.contains { $0.name == name("i3.example.com") })
  }

  @Test func stopsAtALoop() async {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:b.example.com -all", "b.example.com TXT v=spf1 include:example.com -all"
    )
    let survey = await RecordSurvey.survey(name("example.com"), resolver: resolver)
    #expect(survey.isIncomplete)
    #expect(survey.result == .permerror)
    #expect(SurveyText(survey).full.contains("refers back to example.com"))
  }

  @Test(arguments: [
    ("v=spf1 -all", SPFResult.pass), ("v=spf1 moo", .permerror),
    ("v=spf1 include:gone.example.com -all", .permerror),
    ("v=spf1 a:x1.example.com a:x2.example.com a:x3.example.com -all", .permerror), ("hello", .none),
    ("!timeout", .temperror), ("v=spf1 mx:down.example.com -all", .temperror),
    ("v=spf1 a:down.example.com -all", .temperror), ("v=spf1 exists:down.example.com -all", .temperror),
    ("v=spf1 mx:many.example.com -all", .permerror),
    ("v=spf1 a a a a a a a a a a a -all", .permerror),
  ])
  func tellsWhetherTheRecordIsOfUse(record: String, result: SPFResult) async {
    let many = (1...11).map { "many.example.com MX m\($0).example.com" }
    let resolver = TableResolver(
      lines: [
        "example.com TXT \(record)", "example.com A 192.0.2.1", "down.example.com A !servfail",
        "down.example.com AAAA !servfail", "down.example.com MX !servfail",
      ] + many)
    #expect(await RecordSurvey.survey(name("example.com"), resolver: resolver).result == result)
  }

  @Test func marksASyntaxErrorWhereverItIs() async {
    let resolver = TableResolver(
      "example.com TXT v=spf1 include:inc.example.com -all", "inc.example.com TXT v=spf1 ip4:192.0.2.300 -all"
    )
    let text = SurveyText(await RecordSurvey.survey(name("example.com"), resolver: resolver)).full
    #expect(text.contains("│      v=spf1 ip4:192.0.2.300 -all\n"))
    #expect(text.contains("^~~~"))
    #expect(text.contains("Remedy: "))
  }

  @Test func saysTheDomainOnce() async {
    let text = SurveyText(await RecordSurvey.survey(name("gone.example.com"), resolver: TableResolver())).full
    #expect(text.hasPrefix("gone.example.com  does not exist\n"))
  }
}
