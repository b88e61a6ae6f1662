import Auditing
import SPF
import TestSupport
import Testing

@Suite struct AuditorTests {
  static func codes(_ report: AuditReport) -> [String] { report.findings.map(\.code.rawValue) }

  @Test func theStoryIsFoundAndItsRecordWritten() async throws {
    let report = try await AuditFixture.audit(AuditFixture.story, AuditFixture.storyTable)
    #expect(report.exitStatus(isStrict: false) == 1)
    let finding = try #require(report.findings.first)
    #expect(finding.code == .missing)
    #expect(
      finding.sentence
        == "203.0.113.25 (mail2.corp.example.jp) is not authorised for corp.example.com: fail (-all).")
    #expect(
      report.publications.map(\.after) == [
        "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 ip4:203.0.113.25 -all"
      ])
    #expect(finding.publishAt == name("corp.example.com"))
    // The old servers are listed nowhere.
    #expect(Self.codes(report) == ["missing", "superfluous", "superfluous", "superfluous"])
  }

  /// Where a listed host has no address, the term that nobody seems to need may be that host's.
  @Test(arguments: [
    ("hosts: {m: 203.0.113.25}\n", true), ("hosts:\n  m: 203.0.113.25\n  out.a.example:\n", false),
    ("hosts: {m: 10.0.0.25}\n", false),
  ])
  func nothingIsTakenOutForASenderThatIsNotKnown(hosts: String, isAdvised: Bool) async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\n\(hosts)",
      ["a.example TXT v=spf1 ip4:203.0.113.25 ip4:10.0.0.25 ip4:192.0.2.10 -all"])
    let remedies = report.findings.filter { $0.code == .superfluous }.compactMap(\.remedy)
    #expect(!remedies.isEmpty)
    for remedy in remedies {
      #expect(remedy.contains("--remove") == isAdvised)
      #expect(remedy.contains("cannot be told") != isAdvised)
    }
  }

  @Test func theMendedRecordIsFine() async throws {
    var table = AuditFixture.storyTable
    table[0] = "corp.example.com TXT v=spf1 ip4:203.0.113.25 -all"
    let report = try await AuditFixture.audit(AuditFixture.story, table)
    #expect(report.findings.isEmpty)
    #expect(report.publications.isEmpty)
    #expect(report.exitStatus(isStrict: true) == 0)
    #expect(report.count(.authorised) == 1)
  }

  @Test(
    "what each record comes to",
    arguments: [
      ("v=spf1 ip4:203.0.113.25 -all", Standing.authorised, nil, Int32(0)),
      ("v=spf1 ip4:192.0.2.1 -all", .missing, "v=spf1 ip4:192.0.2.1 ip4:203.0.113.25 -all", 1),
      ("v=spf1 ~all", .softly, "v=spf1 ip4:203.0.113.25 ~all", 1),
      ("v=spf1 ?all", .softly, "v=spf1 ip4:203.0.113.25 ?all", 1),
      ("v=spf1 -ip4:203.0.113.0/24 -all", .missing, "v=spf1 ip4:203.0.113.25 -ip4:203.0.113.0/24 -all", 1),
      ("v=spf1 ipv4:203.0.113.25 -all", .broken, "v=spf1 ip4:203.0.113.25 -all", 1),
      ("v=spf1 ipv4:192.0.2.1 -all", .broken, "v=spf1 ip4:192.0.2.1 ip4:203.0.113.25 -all", 1),
      (
        "v=spf1 include:missing.example -all", .broken,
        "v=spf1 ip4:203.0.113.25 include:missing.example -all", 1
      ),
      ("!servfail", .undetermined, nil, 3), ("!timeout", .undetermined, nil, 3),
      ("other text", .missing, "v=spf1 ip4:203.0.113.25 -all", 1),
    ])
  func standings(record: String, standing: Standing, after: String?, status: Int32) async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: 203.0.113.25}\n",
      ["a.example TXT \(record)", "25.113.0.203.in-addr.arpa PTR m.example", "m.example A 203.0.113.25"])
    #expect(report.domains[0].addresses.map(\.standing) == [standing])
    #expect(report.publications.first?.after == after, "\(report.findings)")
    #expect(report.exitStatus(isStrict: false) == status)
  }

  @Test func twoRecordsBecomeOne() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: 203.0.113.25}\n",
      ["a.example TXT v=spf1 ip4:192.0.2.1 -all", "a.example TXT v=spf1 ip4:192.0.2.2 ~all"])
    #expect(report.findings.first?.code == .brokenRecord)
    #expect(report.publications.first?.after == "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip4:203.0.113.25 ~all")
  }

  @Test func bothFamiliesAreChecked() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m.example: [203.0.113.25, 2001:db8::25]}\n",
      ["a.example TXT v=spf1 ip4:203.0.113.25 -all", "m.example A 203.0.113.25"])
    #expect(report.domains[0].addresses.map(\.standing) == [.authorised, .missing])
    #expect(report.publications.contains { $0.after == "v=spf1 ip4:203.0.113.25 ip6:2001:db8::25 -all" })
  }

  @Test func addressesComeFromDNSIfNoneAreGiven() async throws {
    let table = [
      "a.example TXT v=spf1 ip4:203.0.113.25 -all", "m.example A 203.0.113.25", "m.example AAAA 2001:db8::25",
    ]
    let report = try await AuditFixture.audit("domains: [a.example]\nhosts: {m.example: }\n", table)
    #expect(report.domains[0].addresses.map(\.standing) == [.authorised, .missing])
    let single = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m.example: 203.0.113.25}\n", table)
    #expect(
      single.findings.contains { $0.code == .unlistedAddress && $0.addresses == [address("2001:db8::25")] })
    let without = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m.example: {ipv4: 203.0.113.25, ipv6: none}}\n", table)
    #expect(!without.findings.contains { $0.code == .unlistedAddress })
    let nowhere = try await AuditFixture.audit("domains: [a.example]\nhosts: {n.example: }\n", table)
    #expect(nowhere.findings.contains { $0.code == .noAddress && $0.severity == .error })
    let silent = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {n.example: }\n",
      table + ["n.example A !timeout", "n.example AAAA !timeout"])
    #expect(silent.findings.contains { $0.code == .dnsTrouble })
    #expect(silent.exitStatus(isStrict: false) == 3)
  }

  @Test(
    "the HELO identity",
    arguments: [
      ("v=spf1 a -all", nil as AuditFinding.Code?, nil as String?),
      ("", .noHELORecord, "v=spf1 a -all"), ("v=spf1 -all", .heloRefused, "v=spf1 ip4:203.0.113.25 -all"),
      ("v=spf1 ~all", .heloRefused, "v=spf1 ip4:203.0.113.25 ~all"), ("!servfail", .dnsTrouble, nil),
    ])
  func helo(record: String, code: AuditFinding.Code?, after: String?) async throws {
    let lines = record.isEmpty ? [] : ["m.example TXT \(record)"]
    let table = [
      "a.example TXT v=spf1 ip4:203.0.113.25 -all", "m.example A 203.0.113.25",
      "25.113.0.203.in-addr.arpa PTR m.example",
    ]
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m.example: 203.0.113.25}\n", table + lines)
    #expect(report.findings.map(\.code) == [code].compactMap { $0 })
    #expect(report.publications.map(\.after) == [after].compactMap { $0 })
    #expect(report.publications.allSatisfy { $0.domain == name("m.example") })
  }

  @Test func aHELONameWithOtherAddressesGetsThemWritten() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m.example: 203.0.113.25}\n",
      ["a.example TXT v=spf1 ip4:203.0.113.25 -all", "m.example A 192.0.2.1"])
    #expect(report.publications.map(\.after) == ["v=spf1 ip4:203.0.113.25 -all"])
    #expect(report.findings.contains { $0.code == .unlistedAddress })
    let absent = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m.example: 203.0.113.25}\n",
      ["a.example TXT v=spf1 ip4:203.0.113.25 -all"])
    #expect(absent.findings.map(\.code) == [.noSuchName, .reverseName])
    #expect(absent.publications.isEmpty)
  }

  @Test(
    "reverse names are confirmed in both directions",
    arguments: [
      (
        ["25.113.0.203.in-addr.arpa PTR m.example", "m.example A 203.0.113.25"], nil as AuditFinding.Severity?
      ),
      (["25.113.0.203.in-addr.arpa PTR m.example", "m.example A 203.0.113.26"], .warning),
      ([], .warning), (["25.113.0.203.in-addr.arpa PTR !timeout"], .notice),
    ])
  func reverse(lines: [String], severity: AuditFinding.Severity?) async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: 203.0.113.25}\n",
      ["a.example TXT v=spf1 ip4:203.0.113.25 -all"] + lines)
    #expect(report.findings.map(\.severity) == [severity].compactMap { $0 })
    #expect(report.findings.allSatisfy { $0.code == .reverseName })
  }

  @Test func servicesAreIncludedOrNot() async throws {
    let yaml = "domains: [a.example]\nservices: {news: _spf.mailer.example}\n"
    let mailer = "_spf.mailer.example TXT v=spf1 ip4:192.0.2.0/24 -all"
    let without = try await AuditFixture.audit(yaml, ["a.example TXT v=spf1 -all", mailer])
    #expect(without.findings.map(\.code) == [.serviceNotIncluded])
    #expect(without.publications.map(\.after) == ["v=spf1 include:_spf.mailer.example -all"])
    #expect(without.exitStatus(isStrict: false) == 1)
    for record in [
      "v=spf1 include:_spf.mailer.example -all", "v=spf1 include:b.example -all",
      "v=spf1 redirect=_spf.mailer.example",
    ] {
      let table = [
        "a.example TXT \(record)", mailer, "b.example TXT v=spf1 include:_spf.mailer.example -all",
      ]
      #expect(try await AuditFixture.audit(yaml, table).findings.isEmpty, "\(record)")
    }
    // A minus before include lets nobody pass.
    let refused = try await AuditFixture.audit(
      yaml, ["a.example TXT v=spf1 -include:_spf.mailer.example ~all", mailer])
    #expect(refused.findings.first?.code == .serviceNotIncluded)
    let macro = try await AuditFixture.audit(
      yaml, ["a.example TXT v=spf1 include:%{d}._spf.mailer.example -all", mailer])
    #expect(macro.findings.map(\.severity) == [.warning])
    let gone = try await AuditFixture.audit(yaml, ["a.example TXT v=spf1 include:_spf.mailer.example -all"])
    #expect(gone.findings.map(\.code) == [.serviceBroken])
  }

  @Test func whatNobodyUsesIsNamed() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: 203.0.113.25}\n",
      [
        "a.example TXT v=spf1 mx ip4:203.0.113.0/24 ip4:192.0.2.7 include:_own.a.example include:crm.example include:isp.example -all",
        "a.example MX mx.a.example", "mx.a.example A 192.0.2.10",
        "_own.a.example TXT v=spf1 ip4:192.0.2.8 ?ip4:192.0.2.9 -all",
        "crm.example TXT v=spf1 ip4:198.51.100.0/24 -all", "isp.example TXT v=spf1 ip4:203.0.113.25 -all",
        "25.113.0.203.in-addr.arpa PTR m.example", "m.example A 203.0.113.25",
      ])
    #expect(
      report.domains[0].superfluous.map(\.text) == [
        "mx", "ip4:192.0.2.7", "ip4:192.0.2.8", "include:crm.example",
      ])
    #expect(Self.codes(report) == ["superfluous", "superfluous", "superfluous", "unlisted-service"])
    #expect(report.exitStatus(isStrict: false) == 0)
    #expect(report.exitStatus(isStrict: true) == 2)
    #expect(report.findings[2].remedy?.contains("spf plan _own.a.example --remove ip4:192.0.2.8") == true)
  }

  @Test func aSharedRecordIsMendedWhereItStands() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example, b.example]\nhosts: {m: 203.0.113.25}\n",
      [
        "a.example TXT v=spf1 redirect=_spf.a.example", "b.example TXT v=spf1 redirect=_spf.a.example",
        "_spf.a.example TXT v=spf1 ip4:192.0.2.1 -all",
      ])
    #expect(report.publications.map(\.domain) == [name("_spf.a.example")])
    #expect(report.publications.map(\.after) == ["v=spf1 ip4:192.0.2.1 ip4:203.0.113.25 -all"])
    #expect(report.findings.prefix(2).allSatisfy { $0.publishAt == name("_spf.a.example") })
  }

  @Test func aPrivateAddressIsNeverPublished() async throws {
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: 192.168.1.5}\n", ["a.example TXT v=spf1 -all"])
    #expect(report.publications.isEmpty)
    #expect(Self.codes(report).contains("private-address"))
  }

  @Test func aParkedDomainThatAuthorisesNobodyIsFine() async throws {
    let report = try await AuditFixture.audit("domains: {a.example: none}\n", ["a.example TXT v=spf1 -all"])
    #expect(report.findings.isEmpty)
  }

  @Test func aGateWantsARecordForTheHELONameToo() async throws {
    let table = [
      "a.example TXT v=spf1 ip4:203.0.113.25 -all", "m.example A 203.0.113.25",
      "25.113.0.203.in-addr.arpa PTR m.example",
    ]
    let yaml = "domains: [a.example]\nhosts: {m.example: 203.0.113.25}\n"
    #expect(try await AuditFixture.audit(yaml, table).exitStatus(isStrict: false) == 0)
    let gate = try await AuditFixture.audit(yaml, table, isGate: true)
    #expect(gate.exitStatus(isStrict: false) == 1)
    #expect(gate.publications.map(\.after) == ["v=spf1 a -all"])
  }

  @Test func everyQuestionIsAskedOnce() async throws {
    let resolver = TableResolver(lines: AuditFixture.storyTable)
    _ = await Auditor(AuditOptions(now: 0)).audit(
      try AuditFixture.inventory(AuditFixture.story), resolver: resolver)
    // The table counts what is at hand each time it is asked; the desk keeps answers.
    #expect(Set(resolver.questions).count == resolver.questions.count)
  }
}
