import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct RecordEditorTests {
  @Test func theEditIsEvaluatedBeforeItIsProposed() async throws {
    let editor = RecordEditor(
      resolver: TableResolver("example.com TXT v=spf1 a -all", "example.com A 192.0.2.1"))
    let edit = try #require(
      await editor.adding(
        [address("203.0.113.77"), address("2001:db8::5")], to: name("example.com"), providers: []))
    #expect(edit.after == "v=spf1 a ip4:203.0.113.77 ip6:2001:db8::5 -all")
    #expect(edit.fits)
    #expect(edit.lookups == 1)
  }

  @Test func aServiceIsIncludedIfItsRecordCoversTheClient() async throws {
    let editor = RecordEditor(
      resolver: TableResolver(
        "example.com TXT v=spf1 -all", "_spf.service.example TXT v=spf1 ip4:203.0.113.0/24 -all"))
    let edit = try #require(
      await editor.adding(
        [address("203.0.113.77")], to: name("example.com"), providers: [name("service.example")]))
    #expect(edit.terms == ["include:_spf.service.example"])
  }

  @Test func anIncludeThatWouldGoOverTheLimitIsNotProposed() async throws {
    let terms = (0..<10).map { "a:e\($0).example.com" }.joined(separator: " ")
    let lines = (0..<10).map { "e\($0).example.com A 127.0.0.2" }
    let editor = RecordEditor(
      resolver: TableResolver(
        lines: lines + [
          "example.com TXT v=spf1 -\(terms.split(separator: " ").joined(separator: " -")) -all",
          "_spf.service.example TXT v=spf1 ip4:203.0.113.0/24 -all",
        ]))
    let edit = try #require(
      await editor.adding(
        [address("203.0.113.77")], to: name("example.com"), providers: [name("service.example")]))
    #expect(edit.terms == ["ip4:203.0.113.77"])
    #expect(edit.lookups == 10)
  }

  @Test func aDomainWithoutARecordGetsOne() async throws {
    let editor = RecordEditor(resolver: TableResolver("example.com A 192.0.2.1"))
    let edit = try #require(
      await editor.adding([address("192.0.2.1")], to: name("example.com"), providers: []))
    #expect(edit.before == nil)
    #expect(edit.after == "v=spf1 ip4:192.0.2.1 -all")
  }

  @Test(arguments: [
    ("v=spf1 mx ipv4:203.0.113.130 -all", "v=spf1 mx ip4:203.0.113.130 -all"),
    ("v=spf1 mx \u{2013}all", "v=spf1 mx -all"), ("v=spf1\u{a0}mx -all", nil),
    ("v=spf1 ip4:2001:db8::/32 ~ipv6:2001:db8::1 -all", "v=spf1 ip6:2001:db8::/32 ~ip6:2001:db8::1 -all"),
    ("v=spf1 a:203.0.113.1 192.0.2.7 -all", "v=spf1 ip4:203.0.113.1 ip4:192.0.2.7 -all"),
    ("v=spf1 mx, includes:_spf.example.com -all", "v=spf1 mx include:_spf.example.com -all"),
    ("v=spf1 mx whatever -all", nil),
  ])
  func commonMistakesAreCorrected(record: String, expected: String?) {
    let repaired = RecordRepair.repair(Array(record.utf8))
    if let expected { #expect(repaired?.record == expected) } else { #expect(repaired?.record != record) }
  }

  @Test func octetsOfWindowsAreRead() {
    #expect(
      RecordRepair.repair(Array("v=spf1 mx ".utf8) + [0x96] + Array("all".utf8))?.record == "v=spf1 mx -all")
  }

  @Test func severalRecordsBecomeOne() {
    let merged = RecordRepair.merge([
      Array("v=spf1 mx -all".utf8), Array("v=spf1 mx ip4:192.0.2.1 ~all".utf8),
    ])
    #expect(merged == "v=spf1 mx ip4:192.0.2.1 ~all")
    #expect(
      RecordRepair.merge([Array("v=spf1 redirect=a.example".utf8), Array("v=spf1 redirect=b.example".utf8)])
        == nil)
  }
}
