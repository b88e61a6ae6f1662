import Auditing
import SPF
import TestSupport
import Testing

/// Names that do not exist.
@Suite struct NameTests {
  static let table = [
    "example.com TXT v=spf1 ip4:203.0.113.25 -all", "mail.example.com A 203.0.113.25",
    "mail.example.com TXT v=spf1 a -all", "25.113.0.203.in-addr.arpa PTR mail.example.com",
  ]

  @Test(
    "a misspelt domain gets no record",
    arguments: [
      // Named beside, by a host below it, and by nothing.
      ("domains: [example.com, exmaple.com]\nhosts: {mail.example.com: 203.0.113.25}\n", "example.com"),
      ("domains: [exmaple.com]\nhosts: {mail.example.com: 203.0.113.25}\n", "example.com"),
      ("domains: [nowhere.example]\nhosts: {mail.example.com: 203.0.113.25}\n", nil as String?),
      // What does not exist either is no help.
      ("domains: [exampel.org, exmaple.org]\nhosts: {mail.example.com: 203.0.113.25}\n", nil),
    ])
  func domain(yaml: String, meant: String?) async throws {
    let report = try await AuditFixture.audit(yaml, Self.table)
    #expect(report.findings.allSatisfy { $0.code == .noSuchName && $0.severity == .error })
    let found = try #require(report.findings.last)
    #expect(found.sentence.hasPrefix("There is no such name as "))
    #expect(found.remedy?.hasPrefix("Did you mean \"\(meant ?? "")\"? ") == (meant != nil))
    #expect(found.publishAt == nil)
    #expect(report.publications.isEmpty)
    #expect(report.exitStatus(isStrict: false) == 1)
  }

  @Test(
    "a name that is there without a record gets one",
    arguments: [
      "new.example MX mail.example.com", "new.example A 192.0.2.1", "new.example TXT something else",
      "new.example SOA ns.new.example hostmaster.new.example",
    ])
  func newDomain(line: String) async throws {
    let yaml = "domains: [new.example]\nhosts: {mail.example.com: 203.0.113.25}\n"
    let report = try await AuditFixture.audit(yaml, Self.table + [line])
    #expect(report.findings.map(\.code) == [.missing])
    #expect(report.publications.map(\.after) == ["v=spf1 ip4:203.0.113.25 -all"])
  }

  @Test func servicesOfADomainThatIsMisspeltAreNotSpokenOf() async throws {
    let report = try await AuditFixture.audit(
      "domains: [exmaple.com]\nservices: {news: _spf.mailer.example}\n",
      ["_spf.mailer.example TXT v=spf1 ip4:192.0.2.0/24 -all"])
    #expect(report.findings.map(\.code) == [.noSuchName])
  }

  @Test func aHELONameThatIsMisspelt() async throws {
    let yaml =
      "domains: [example.com]\nhosts: {m: {helo: mial.example.com, ipv4: 203.0.113.25}, n: {helo: mail.example.com, ipv4: 203.0.113.25}}\n"
    let report = try await AuditFixture.audit(yaml, Self.table)
    #expect(report.findings.map(\.code) == [.noSuchName])
    #expect(report.findings.first?.severity == .warning)
    #expect(report.findings.first?.remedy?.hasPrefix("Did you mean \"mail.example.com\"? ") == true)
    #expect(report.publications.isEmpty)
    let gate = try await AuditFixture.audit(yaml, Self.table, isGate: true)
    #expect(gate.exitStatus(isStrict: false) == 1)
    #expect(gate.publications.isEmpty)
  }

  @Test func aSenderThatDoesNotExistGetsNoRecordEither() async throws {
    let report = try await AuditFixture.audit(
      "domains: [example.com]\nhosts: {mail.example.com: 203.0.113.25}\n", Self.table,
      log: RejectionTests.log([AuditFixture.rejection(sender: "root@box.example.com", domain: nil)]))
    let found = try #require(RejectionTests.finding(report, .rejected))
    #expect(
      found.remedy?.contains("There is no such name: let what sends this mail use a sender that exists")
        == true)
    #expect(report.publications.isEmpty)
  }

  @Test func silenceIsNoAbsence() async throws {
    let report = try await AuditFixture.audit(
      "domains: [example.com]\nhosts: {mail.example.com: 203.0.113.25}\n",
      ["example.com TXT !timeout"] + Self.table.dropFirst())
    #expect(report.findings.map(\.code) == [.dnsTrouble])
  }
}
