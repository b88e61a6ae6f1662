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
        "192.0.2.17/28 a:host.example.com/28 example.com",
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
