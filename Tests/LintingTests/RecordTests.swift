import Reporting
import SPF
import TestSupport
import Testing

@testable import Linting

@Suite struct RecordTests {
  static func findings(_ record: String) -> [Finding] { Linter().lint(record: Array(record.utf8)).findings }

  @Test(
    "each mistake is found by one rule, with the fix",
    arguments: [
      ("v=spf1 ip:192.0.2.1 -all", "S01", "ip4:192.0.2.1"),
      ("v=spf1 ipv6:2001:db8::1 -all", "S01", "ip6:2001:db8::1"),
      ("v=spf1 inlcude:a.example -all", "S01", "include:a.example"),
      ("v=spf1 192.0.2.1 -all", "S01", "ip4:192.0.2.1"),
      ("v=spf1 2001:db8::1 -all", "S01", "ip6:2001:db8::1"), ("v=spf1 a -all.", "S01", "-all"),
      ("v=spf1 a -all;", "S01", "-all"), ("v=spf1 a -all:", "S01", "-all"),
      ("v=spf1 redirect:a.example", "S01", "redirect=a.example"),
      ("v=spf1 ~al", "S01", "~all"), ("v=spf1 include: a.example -all", "S04", "include:a.example"),
      ("v=spf1 ip4 :192.0.2.1 -all", "S04", "ip4:192.0.2.1"),
      ("v=spf1 a redirect= a.example", "S04", "redirect=a.example"),
      ("v=spf1 ip4 : 192.0.2.1 -all", "S04", "ip4:192.0.2.1"), ("v=spf1 a: mx: -all", "S03", nil),
      ("v=spf1 redirect = a.example", "S04", "redirect=a.example"),
      ("v=spf1 a -all v=spf1 mx -all", "S06", ""),
      ("v=spf1 include=a.example -all", "S06", "include:a.example"),
      ("v=spf1 ip4=192.0.2.1 -all", "S06", "ip4:192.0.2.1"),
      ("v=spf1 a:192.0.2.1 -all", "S09", "ip4:192.0.2.1"), ("v=spf1 include:192.0.2.0/24 -all", "S03", nil),
      ("v=spf1 a +redirect=a.example", "S05", nil), ("v=spf1 a \u{2013}all", "R09", "-"),
      ("v=spf1\ta -all", "R03", "v=spf1 "),
      ("v=spf1 a\u{a0}mx -all", "R09", " "), ("v=spf1 +all", "M01", "-all"), ("v=spf1 all", "M01", "-all"),
    ] as [(String, String, String?)])
  func fix(record: String, rule: String, replacement: String?) throws {
    let findings = Self.findings(record).filter {
      $0.severity.rank <= 1 && $0.rule.id != "M02" && $0.rule.id != "M18"
    }
    #expect(Set(findings.map(\.rule.id)).contains(rule), "\(findings.map { "\($0.rule) \($0.message)" })")
    let finding = try #require(findings.first { $0.rule.id == rule })
    #expect(finding.fix?.replacement == replacement)
  }

  @Test(
    "what is right is left alone",
    arguments: [
      "v=spf1 -all", "V=SPF1 mx -all", "v=spf1 a:%{d} exists:%{ir}.%{v}._spf.%{d2} -all",
      "v=spf1 redirect=_spf.example.com",
      "v=spf1 ip4:203.0.113.0/24 ip6:2001:db8::/32 a/24//64 mx:example.com/28 -all exp=why.example.com",
      "v=spf1 ra=postmaster rp=10 -all",
    ])
  func inOrder(record: String) {
    #expect(Self.findings(record).filter { $0.severity == .error }.isEmpty)
    #expect(Self.findings(record).filter { $0.severity == .warning && $0.rule.id != "M18" }.isEmpty)
  }

  @Test func oneMistakeHidesNoOther() {
    let rules = Self.findings("v=spf1 ipv4:192.0.2.1 ip4:192.0.2.300 a:%{z}.example.com include: +all").map(
      \.rule.id)
    #expect(Set(rules).isSuperset(of: ["S01", "S02", "S03", "S07", "M01"]))
  }

  @Test func networksThatFillALargerOne() throws {
    let list = (0..<16).map { "ip4:198.51.100.\($0)" }.joined(separator: " ")
    let finding = try #require(
      Self.findings("v=spf1 \(list) ip4:198.51.100.64 -all").first { $0.rule.id == "M10" })
    #expect(finding.message.hasPrefix("16 terms"))
    #expect(finding.message.hasSuffix("are together ip4:198.51.100.0/28"))
  }

  @Test(.timeLimit(.minutes(10))) func aRecordOfTheGreatestLengthIsCheckedInTime() {
    let list = (0..<4000).map { "ip4:\($0 / 250 + 11).\($0 % 250).1.1" }.joined(separator: " ")
    #expect(Self.findings("v=spf1 \(list) -all").contains { $0.rule.id == "R11" })
  }

  /// What stands for an IPv6 client is the longest there is without a message.
  @Test(arguments: [
    ("v=spf1 exists:%{i}.\(label(60)).\(label(60)).\(label(60)).example.com -all", true),
    ("v=spf1 exists:%{i}.\(label(50)).\(label(50)).example.com -all", false),
    ("v=spf1 exists:%{i2}.\(label(60)).\(label(60)).\(label(60)).example.com -all", false),
    ("v=spf1 exists:%{ir3}.\(label(60)).\(label(60)).\(label(60)).%{v}.example.com -all", false),
    ("v=spf1 include:\(label(64)).example.com -all", true),
    ("v=spf1 include:\(label(60)).\(label(60)).\(label(60)).\(label(60)).example.com -all", true),
    ("v=spf1 redirect=%{l}.\(label(63)).example.com", false),
  ])
  func namesThatGetTooLong(record: String, isFound: Bool) {
    #expect(Self.findings(record).contains { $0.rule.id == "S10" } == isFound)
  }

  private static func label(_ length: Int) -> String { String(repeating: "a", count: length) }
}
