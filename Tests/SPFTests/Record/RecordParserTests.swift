import SPF
import Testing

@Suite struct RecordParserTests {
  @Test func keepsOrderAndRanges() throws {
    let record = try SPFRecord("v=spf1  +mx a:colo.example.com/28 ~ALL redirect=_spf.example.com x-y=%{d}")
    #expect(
      record.terms.indices.map(record.text(ofTerm:)) == [
        "+mx", "a:colo.example.com/28", "~ALL", "redirect=_spf.example.com", "x-y=%{d}",
      ])
    #expect(record.terms[0].range == 8..<11)
    #expect(record.terms[2].directive?.qualifier == .softfail)
    #expect(record.redirectIndex == 3)
    #expect(record.explanationIndex == nil)
    #expect(record.terms[4].modifier?.name == "x-y")
  }

  @Test(arguments: [
    "v=spf1", "v=spf1 ", "V=SPF1 -all", "v=spf1 a/24//64", "v=spf1 a//64", "v=spf1 a/24",
    "v=spf1 mx:example.com/0//0",
    "v=spf1 exists:%{ir}.%{v}._spf.%{d2}", "v=spf1 include:%{d}", "v=spf1 a:foo:bar/baz.example.com",
    "v=spf1 a:example.com.",
    "v=spf1 ptr:example.com", "v=spf1 ip6:::1 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1/128",
    "v=spf1 exists:%{l1r+-}.x.%{d}",
    "v=spf1 a:example.xn--zckzah", "v=spf1 ra=postmaster rp=100 rr=all -all", "v=spf1 x= -all",
    "v=spf1 a:macro%%percent.example.com",
    "v=spf1 exists:example.com%%", "v=spf1 a:%{d}/24", "v=spf1 exists:%{d/}", "v=spf1 a:%{h999}",
    "v=spf1 x=:// -all",
  ])
  func accepts(text: String) throws {
    #expect(try SPFRecord(text).description == text)
  }

  @Test(arguments: [
    ("v=spf1 moo", RecordSyntaxError.Code.unknownMechanism, 7),
    ("v=spf1 ipv4:192.0.2.1", .unknownMechanism, 7),
    ("v=spf1 -all.", .unknownMechanism, 8), ("v=spf1 -all:x", .unexpectedArgument, 11),
    ("v=spf1 all/8", .unexpectedArgument, 10),
    ("v=spf1 ptr/0", .unexpectedArgument, 10), ("v=spf1 include", .missingArgument, 14),
    ("v=spf1 include: -all", .missingArgument, 15),
    ("v=spf1 a:", .missingArgument, 9), ("v=spf1 ip4", .missingArgument, 10),
    ("v=spf1 ip4:1.2.3", .invalidIPv4Network, 11),
    ("v=spf1 ip4:192.0.2.1:25", .invalidIPv4Network, 11),
    ("v=spf1 ip4:192.0.2.1/33", .invalidPrefixLength, 21),
    ("v=spf1 ip4:192.0.2.1/032", .invalidPrefixLength, 21),
    ("v=spf1 ip4:192.0.2.1//32", .invalidPrefixLength, 21),
    ("v=spf1 ip4:192.0.2.1/", .invalidPrefixLength, 21), ("v=spf1 ip6:::1/129", .invalidPrefixLength, 15),
    ("v=spf1 ip6::CAFE::BABE", .invalidIPv6Network, 11), ("v=spf1 a/24/64", .invalidTerm, 11),
    ("v=spf1 a//129", .invalidPrefixLength, 10),
    ("v=spf1 a:museum", .invalidDomainEnd, 9), ("v=spf1 a:111.222.33.44", .invalidDomainEnd, 9),
    ("v=spf1 a:example.-com", .invalidDomainEnd, 9),
    ("v=spf1 a:example.com:8080", .invalidDomainEnd, 9),
    ("v=spf1 exists:mail.example.com/24", .invalidDomainEnd, 14),
    ("v=spf1 -exists:%(ir).example.com", .invalidMacro, 15), ("v=spf1 a:%{a}.example.com", .invalidMacro, 11),
    ("v=spf1 a:%{d0}", .invalidMacro, 12), ("v=spf1 a:%{d", .invalidMacro, 12),
    ("v=spf1 a:%{", .invalidMacro, 11),
    ("v=spf1 exp=%{r}.example.com", .explanationMacro, 13), ("v=spf1 exp=", .missingArgument, 11),
    ("v=spf1 redirect=", .missingArgument, 16),
    ("v=spf1 redirect=a.example redirect=b.example", .duplicateModifier, 26),
    ("v=spf1 -redirect=a.example", .qualifiedModifier, 7),
    ("v=spf1 1up=foo", .invalidTerm, 7), ("v=spf1 =all", .invalidTerm, 7),
    ("v=spf1 foo=%abc", .invalidMacro, 11),
    ("v=spf1 a\tmx", .invalidCharacter, 8), ("v=spf1 \u{2013}all", .invalidCharacter, 7),
    ("v=spf1 a:ex\u{e9}.example.com", .invalidCharacter, 11),
    ("v=spf1 ip4:192.0.2.1\t-all", .invalidCharacter, 20),
    ("v=spf1 ip6:2001:db8::1\u{a0}-all", .invalidCharacter, 22),
    ("v=spf1 ip4:\u{feff}192.0.2.1", .invalidCharacter, 11),
    ("v=spf1 ip4:192.0.2.0/24\r\n-all", .invalidCharacter, 23),
    ("v=spf1 redirect:a.example", .unknownMechanism, 7),
  ])
  func refuses(text: String, code: RecordSyntaxError.Code, offset: Int) throws {
    let error = try #require(throws: RecordSyntaxError.self) { try SPFRecord(text) }
    #expect(error.code == code)
    #expect(error.offset == offset)
    #expect(!error.remedy.isEmpty)
    #expect(!error.expected.isEmpty)
  }

  @Test func findsAnErrorBehindAll() {
    #expect(throws: RecordSyntaxError.self) { try SPFRecord("v=spf1 ip4:192.0.2.1 -all moo") }
  }

  @Test func readsHugeRecords() throws {
    let many = "v=spf1" + String(repeating: " a", count: 10_000)
    #expect(try SPFRecord(many).terms.count == 10_000)
    let long = "v=spf1 " + String(repeating: "x", count: 65_536)
    #expect(throws: RecordSyntaxError.self) { try SPFRecord(long) }
  }

  @Test func keepsReportModifiers() throws {
    let request = try #require(try SPFRecord("v=spf1 mx ra=postmaster rp=10 rr=e:f -all").reportRequest)
    #expect(request.localPart == "postmaster")
    #expect(request.percentage == 10)
    #expect(request.results == [.error, .fail])
    #expect(try SPFRecord("v=spf1 -all rp=10").reportRequest == nil)
    #expect(try SPFRecord("v=spf1 -all ra=a rp=1000").reportRequest?.percentage == 100)
  }

  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.1\t-all", "Separate terms with a plain space"),
    ("v=spf1 ip4:192.0.2.1\r\n -all", "Separate terms with a plain space"),
    ("v=spf1 ip6:2001:db8::1\u{7f}", "Separate terms with a plain space"),
    ("v=spf1 include:_spf.example.com\t-all", "Separate terms with a plain space"),
    ("v=spf1 mx/24\t-all", "Separate terms with a plain space"),
    ("v=spf1 ip4:192.0.2.1\u{a0}-all", "Retype the record in plain ASCII"),
    ("v=spf1 ip4:192.0.2.300 -all", "Correct the address"),
    ("v=spf1 ip4:host.example.com", "write a: instead of ip4:"),
  ])
  func advises(text: String, remedy: String) {
    let error = #expect(throws: RecordSyntaxError.self) { try SPFRecord(text) }
    #expect(error?.remedy.contains(remedy) == true, "\(error?.remedy ?? "")")
  }
}
