import Auditing
import MailLog
import SPF
import TestSupport
import Testing

/// Whose record a refusal is about.
@Suite struct SubjectTests {
  /// The address is missing, so that a refusal of ours is `missing`.
  static func audit(_ rejections: [OutgoingRejection], _ lines: [String] = []) async throws -> AuditReport {
    try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable + lines, log: RejectionTests.log(rejections))
  }

  @Test(
    "only a name of ours can be missing",
    arguments: [
      // Our domain, by the envelope or the receiver's words.
      ("a@corp.example.com", "corp.example.com", nil as Identity.Scope?, "corp.example.com mailfrom missing"),
      ("a@corp.example.com", nil, .mailFrom, "corp.example.com mailfrom missing"),
      (nil, "corp.example.com", nil, "corp.example.com mailfrom missing"),
      ("a@news.corp.example.com", "corp.example.com", nil, "news.corp.example.com mailfrom missing"),
      // The receiver's own names are no subject.
      ("a@corp.example.com", "receiver.example", nil, "corp.example.com mailfrom missing"),
      ("a@corp.example.com", "mx.receiver.example", nil, "corp.example.com mailfrom missing"),
      ("a@corp.example.com", "gateway.receiver.example", nil, "corp.example.com mailfrom missing"),
      // Our HELO name, whoever wrote the message.
      ("a@corp.example.com", "mail2.corp.example.jp", nil, "mail2.corp.example.jp helo repaired"),
      ("x@foreign.example", "mail2.corp.example.jp", .helo, "mail2.corp.example.jp helo repaired"),
      ("", nil, nil, "mail2.corp.example.jp helo repaired"),
      ("a@corp.example.com", nil, .helo, "mail2.corp.example.jp helo repaired"),
      // Somebody else's.
      ("a@corp.example.com", "forwarder.example", .mailFrom, "named forwarder.example"),
      ("a@corp.example.com", "other.example", .helo, "named other.example"),
      ("", "other.example", nil, "named other.example"),
      ("x@foreign.example", nil, nil, "foreign foreign.example"),
      ("x@foreign.example", "corp.example.com", nil, "foreign foreign.example"),
      (nil, "other.example", nil, "foreign other.example"), (nil, nil, nil, "foreign "),
    ])
  func subject(
    sender: String?, domain: String?, identity: Identity.Scope?, expected: String
  ) async throws {
    let report = try await Self.audit([
      AuditFixture.rejection(sender: sender, domain: domain, identity: identity)
    ])
    let log = try #require(report.log)
    var found = log.cases.map { "\($0.domain) \($0.scope.rawValue) \($0.verdict.rawValue)" }
    if log.named.total > 0 { found.append("named \(log.named.items.map(\.name).joined())") }
    if log.foreign.total > 0 { found.append("foreign \(log.foreign.items.map(\.name).joined())") }
    #expect(found == [expected])
    #expect(
      report.publications.contains { $0.domain == name("corp.example.com") },
      "the address is listed, so that the record is mended in any case")
    #expect(report.findings.contains { $0.code == .rejected } == expected.hasSuffix("missing"))
  }

  @Test func aNameThatIsNotOursIsANoteAndProposesNothing() async throws {
    let table = [
      "corp.example.com TXT v=spf1 ip4:203.0.113.25 include:_spf.mailer.example -all",
      "_spf.mailer.example TXT v=spf1 ip4:192.0.2.0/28 -all",
    ]
    let report = try await AuditFixture.audit(
      AuditFixture.story, table + AuditFixture.storyTable.dropFirst(3),
      log: RejectionTests.log([
        AuditFixture.rejection(address: "192.0.2.99", domain: "_spf.mailer.example"),
        AuditFixture.rejection(address: "192.0.2.98", domain: "forwarder.example"),
        AuditFixture.rejection(address: "192.0.2.98", domain: "forwarder.example"),
      ]))
    let found = try #require(RejectionTests.finding(report, .otherDomain))
    #expect(
      found.sentence
        == "3 recipients refused mail of ours because of SPF, and named domains that are none of ours: forwarder.example (2), _spf.mailer.example (1, to which a record of ours refers). Nothing of ours is missing by that."
    )
    #expect(found.severity == .notice)
    #expect(report.publications.isEmpty)
    #expect(report.exitStatus(isStrict: false) == 0)
  }

  /// A forwarder's log has more of such refusals than of anything else.
  @Test func aThousandForeignDomainsAreOneFinding() async throws {
    var many = (0..<1_000).map { number in
      AuditFixture.rejection(
        sender: "x@d\(number).example", domain: "d\(number).example",
        origin: .forwarded(from: address("192.0.2.99")))
    }
    many.append(many[7])
    var survey = OutgoingSurvey()
    survey.forwarded = 1_001
    // The reader had names for two, and counted the others: those that it listed, and 90 more.
    survey.strangers = ["d7.example": 2, "d2000.example": 9]
    survey.otherStrangers = 999 + 90
    let report = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, log: RejectionTests.log(many, survey))
    #expect(
      report.findings.map(\.sentence) == [
        "1100 recipients refused, because of SPF, mail that bears no domain of ours, of d2000.example (9), d7.example (2), d0.example (1), d1.example (1), d10.example (1), d100.example (1), d101.example (1), d102.example (1) and 993 more. That of 1001 came from outside and was passed on."
      ])
    #expect(report.log?.foreign.names == 1_001)
    #expect(report.log?.foreign.items.count == NameCounts.mostItems)
    #expect(report.exitStatus(isStrict: true) == 0)
    #expect(AuditText(report).full.utf8.count < 2_000)
  }

  @Test func moreCasesThanAreLookedIntoAreCounted() async throws {
    let many = (0..<1_003).map { number in
      AuditFixture.rejection(sender: "x@d\(number).corp.example.com", domain: nil, isTemporary: true)
    }
    let report = try await Self.audit(many)
    #expect(report.log?.cases.count == 1_000)
    #expect(report.log?.passedOver == 3)
    #expect(report.notes.contains { $0.hasPrefix("3 rejections belong to more cases") })
  }

  /// Whoever passes it on, the envelope is checked against our record.
  @Test func whatBearsOurDomainIsOursEvenIfItWasPassedOn() async throws {
    let report = try await Self.audit([
      AuditFixture.rejection(origin: .forwarded(from: address("192.0.2.99")))
    ])
    #expect(report.log?.cases.map(\.verdict) == [.missing])
    // Its author is somebody else.
    #expect(report.log?.cases.first?.resendCount == 0)
  }

  @Test func addressesOfForwardersAreOneFindingOfEachDomain() async throws {
    let odd = (1...50).map {
      AuditFixture.rejection(
        address: "192.0.2.\($0)", relay: "mx\($0).receiver.example", relayAddress: "192.0.2.\($0)")
    }
    let report = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, log: RejectionTests.log(odd))
    #expect(report.log?.cases.count == 50)
    #expect(report.findings.map(\.code) == [.elsewhere])
    #expect(
      report.findings.first?.sentence.hasPrefix(
        "mx1.receiver.example, mx2.receiver.example, mx3.receiver.example and 47 more refused mail of corp.example.com from 192.0.2.1, "
      ) == true)
    #expect(report.findings.first?.sentence.contains("and 42 more because of SPF: 50 recipients.") == true)
  }

  // MARK: DNS at the receiver

  @Test(arguments: [true, false]) func aReceiverWithoutDNSSaysNothingOfTheRecord(isMended: Bool) async throws
  {
    let table = isMended ? RejectionTests.mended : AuditFixture.storyTable
    let lookups = [
      AuditFixture.rejection(isTemporary: true, kind: .dns),
      AuditFixture.rejection(address: "192.0.2.200", isTemporary: true, kind: .dns),
    ]
    let report = try await AuditFixture.audit(AuditFixture.story, table, log: RejectionTests.log(lookups))
    #expect(report.log?.cases.map(\.verdict) == [.receiverDNS])
    let found = try #require(RejectionTests.finding(report, .receiverDNS))
    #expect(found.severity == .warning)
    #expect(
      found.sentence
        == "mx.receiver.example put off mail of corp.example.com because DNS did not answer there (temperror): 2 recipients, last at 2026-01-29 08:00:00 UTC. Here DNS answers, and nothing follows for the record."
    )
    #expect(
      found.remedy?.hasPrefix("What is in the queue is tried again. If it goes on, see whether") == true)
    #expect(found.publishAt == nil)
    #expect(RejectionTests.finding(report, .repaired) == nil)
    // The one that the receiver named is in no record, and nobody proposes it.
    #expect(report.publications.allSatisfy { !$0.after.contains("192.0.2.200") })
    #expect(report.publications.isEmpty == isMended)
    #expect(report.exitStatus(isStrict: false) == (isMended ? 0 : 1))
    #expect(report.exitStatus(isStrict: true) == (isMended ? 2 : 1))
  }

  @Test func whatAReceiverWithoutDNSRefusedForGoodIsSentAgain() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended,
      log: RejectionTests.log([AuditFixture.rejection(kind: .dns), AuditFixture.rejection()]))
    #expect(report.log?.cases.map(\.verdict) == [.receiverDNS, .repaired])
    let found = try #require(RejectionTests.finding(report, .receiverDNS))
    #expect(found.remedy?.hasPrefix("Send again what was refused: 1 message, listed below.") == true)
    var broken = RejectionTests.mended
    broken[0] = "corp.example.com TXT !timeout"
    let silent = try await AuditFixture.audit(
      AuditFixture.story, broken, log: RejectionTests.log([AuditFixture.rejection(kind: .dns)]))
    #expect(
      RejectionTests.finding(silent, .receiverDNS)?.sentence.hasSuffix("Here DNS does not answer either.")
        == true)
  }
}
