import Auditing
import MailLog
import SPF
import TestSupport
import Testing

@Suite struct RejectionTests {
  static let mended =
    ["corp.example.com TXT v=spf1 ip4:203.0.113.25 -all"] + AuditFixture.storyTable.dropFirst()

  static func log(_ rejections: [OutgoingRejection], _ survey: OutgoingSurvey = OutgoingSurvey())
    -> OutgoingLog
  {
    OutgoingLog(rejections: rejections, survey: survey)
  }

  static func finding(_ report: AuditReport, _ code: AuditFinding.Code) -> AuditFinding? {
    report.findings.first { $0.code == code }
  }

  @Test func whatWouldFailNowIsToBePublishedAndSentAgain() async throws {
    // The inventory knows nothing of the new server: the receiver's words do.
    let report = try await AuditFixture.audit(
      "domains: [corp.example.com]\nhosts: {old: 192.0.2.10}\n", AuditFixture.storyTable,
      log: Self.log([AuditFixture.rejection(), AuditFixture.rejection(recipient: "you@receiver.example")]))
    let found = try #require(Self.finding(report, .rejected))
    #expect(
      found.sentence
        == "mx.receiver.example refused mail of corp.example.com from 203.0.113.25 because of SPF: 2 recipients, last at 2026-01-29 08:00:00 UTC. It would not pass now either: fail (-all)."
    )
    #expect(found.publishAt == name("corp.example.com"))
    #expect(
      found.remedy
        == "Nothing but the receiver's words says that 203.0.113.25 is ours. If it is, list it; and only then:"
    )
    #expect(report.publications.map(\.added) == [["ip4:203.0.113.25"]])
    let item = try #require(report.log?.cases.first)
    #expect(item.verdict == .missing)
    #expect(item.resend.map(\.recipient) == ["me@receiver.example", "you@receiver.example"])
    #expect(report.exitStatus(isStrict: false) == 1)
    #expect(
      AuditText(report).full.contains("<support-info@corp.example.com> to <you@receiver.example>  4ABC"))
  }

  /// A receiver can name what it likes.
  @Test func noAddressAtAllIsNobodys() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable, log: Self.log([AuditFixture.rejection(address: "0.0.0.0")])
    )
    #expect(report.log?.cases.first?.statedAddress == nil)
    #expect(report.publications.allSatisfy { !$0.after.contains("0.0.0.0") })
    // A listed address needs no such words.
    let known = try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable, log: Self.log([AuditFixture.rejection()]))
    #expect(Self.finding(known, .rejected)?.remedy == nil)
  }

  @Test func anEarlyWarningNeedsNoResending() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable, log: Self.log([AuditFixture.rejection(isTemporary: true)]))
    #expect(Self.finding(report, .earlyWarning)?.severity == .error)
    #expect(report.log?.cases.first?.resendCount == 0)
  }

  @Test func whatWouldPassNowWasRepaired() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, Self.mended, log: Self.log([AuditFixture.rejection()]))
    let found = try #require(Self.finding(report, .repaired))
    #expect(found.severity == .notice)
    #expect(
      found.sentence.hasSuffix(
        "It would pass now. When the record was mended is not known (--record-state FILE would remember): caches may have the one before for its TTL after that, until 2026-01-29 10:05:00 UTC at the latest if that was 300 s, as it is now."
      ))
    #expect(found.remedy == "Send again what was refused: 1 message, listed below.")
    #expect(report.exitStatus(isStrict: true) == 0)
  }

  @Test func aReceiverThatRefusesWhatPassedAllTheTimeIsNamed() async throws {
    let state = try #require(
      try await AuditFixture.audit(
        AuditFixture.story, Self.mended, state: RecordState(time: 0, entries: [:])
      ).state)
    let since = try #require(state.entries[name("corp.example.com")]?.since)
    let late = AuditFixture.rejection(seconds: since + 301)
    let report = try await AuditFixture.audit(
      AuditFixture.story, Self.mended, log: Self.log([late]), state: state)
    #expect(report.log?.cases.first?.verdict == .refusedAlthoughAuthorised)
    let early = AuditFixture.rejection(seconds: since + 300)
    let other = try await AuditFixture.audit(
      AuditFixture.story, Self.mended, log: Self.log([early]), state: state)
    #expect(other.log?.cases.first?.verdict == .repaired)
  }

  @Test func forwardedAndForeignMailIsCountedOnly() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, Self.mended,
      log: Self.log([
        AuditFixture.rejection(
          sender: "x@foreign.example", domain: "foreign.example",
          origin: .forwarded(from: address("192.0.2.99"))),
        AuditFixture.rejection(sender: "y@foreign.example", domain: "foreign.example"),
        AuditFixture.rejection(sender: nil, domain: nil),
      ]))
    #expect(report.log?.cases.isEmpty == true)
    #expect(report.log?.forwarded == 1)
    #expect(report.log?.foreign.total == 3)
    #expect(
      report.findings.map(\.sentence) == [
        "3 recipients refused, because of SPF, mail that bears no domain of ours, of foreign.example (2). That of 1 came from outside and was passed on."
      ])
    #expect(report.findings.map(\.severity) == [.notice])
    #expect(report.exitStatus(isStrict: true) == 0)
  }

  @Test func anAddressOfTheReceiversOwnIsAForwarder() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, Self.mended, log: Self.log([AuditFixture.rejection(address: "198.51.100.1")]))
    #expect(report.log?.cases.first?.verdict == .elsewhere)
    #expect(report.exitStatus(isStrict: true) == 0)
    #expect(report.publications.isEmpty)
    // Beside the receiver there may be customers of the same provider, ourselves among them.
    let beside = try await AuditFixture.audit(
      AuditFixture.story, Self.mended, log: Self.log([AuditFixture.rejection(address: "198.51.100.77")]))
    #expect(beside.log?.cases.first?.verdict == .missing)
  }

  @Test func anAddressThatOneReceiverAloneNamesIsAForwarderIfOthersNameOurs() async throws {
    let odd = AuditFixture.rejection(address: "192.0.2.200")
    let ours = AuditFixture.rejection(relay: "mx.other.example", relayAddress: "192.0.2.55")
    let both = try await AuditFixture.audit(AuditFixture.story, Self.mended, log: Self.log([odd, ours]))
    #expect(both.log?.cases.map(\.verdict) == [.elsewhere, .repaired])
    // Nobody names another: then it is the address after translation, which nobody had listed.
    let alone = try await AuditFixture.audit(AuditFixture.story, Self.mended, log: Self.log([odd]))
    #expect(alone.log?.cases.map(\.verdict) == [.missing])
    #expect(alone.publications.map(\.added) == [["ip4:192.0.2.200"]])
  }

  @Test func aReceiverThatSeesAPrivateAddressIsInside() async throws {
    let report = try await AuditFixture.audit(
      AuditFixture.story, Self.mended, log: Self.log([AuditFixture.rejection(address: "10.0.0.5")]))
    #expect(report.publications.isEmpty)
    #expect(Self.finding(report, .rejected)?.remedy?.contains("inside a network of ours") == true)
  }

  @Test func withoutAStatedAddressThoseOfTheFamilyAreChecked() async throws {
    let yaml = "domains: [corp.example.com]\nhosts: {m: [203.0.113.25, 2001:db8::25]}\n"
    let four = try await AuditFixture.audit(
      yaml, Self.mended, log: Self.log([AuditFixture.rejection(address: nil)]))
    #expect(four.log?.cases.map(\.verdict) == [.repaired])
    let six = try await AuditFixture.audit(
      yaml, Self.mended,
      log: Self.log([AuditFixture.rejection(address: nil, relayAddress: "2001:db8:ffff::1")]))
    #expect(six.log?.cases.map(\.verdict) == [.missing])
    #expect(six.log?.cases.first?.addresses == [address("2001:db8::25")])
    let none = try await AuditFixture.audit(
      "domains: [corp.example.com]\n", Self.mended, log: Self.log([AuditFixture.rejection(address: nil)]))
    #expect(none.log?.cases.map(\.verdict) == [.unknownAddress])
    #expect(Self.finding(none, .rejectedUnknown)?.severity == .warning)
  }

  @Test func bouncesAreAboutTheHELOName() async throws {
    var table = Self.mended
    table = table.map {
      $0.hasPrefix("mail2.corp.example.jp TXT") ? "mail2.corp.example.jp TXT v=spf1 -all" : $0
    }
    let report = try await AuditFixture.audit(
      AuditFixture.story, table,
      log: Self.log([AuditFixture.rejection(sender: "", domain: nil, identity: .helo)]))
    let item = try #require(report.log?.cases.first)
    #expect(item.scope == .helo)
    #expect(item.domain == name("mail2.corp.example.jp"))
    #expect(item.verdict == .missing)
    #expect(report.publications.map(\.domain) == [name("mail2.corp.example.jp")])
  }

  @Test func silentDomainsAreUnused() async throws {
    var survey = OutgoingSurvey()
    survey.first = LogTime(seconds: AuditFixture.now - 40 * 86_400, hasZone: true)
    survey.last = LogTime(seconds: AuditFixture.now, hasZone: true)
    let never = try await AuditFixture.audit(AuditFixture.story, Self.mended, log: Self.log([], survey))
    #expect(Self.finding(never, .unused)?.sentence.contains("at all, for 40 days") == true)
    survey.deliveries["corp.example.com"] = .init(
      count: 3, last: LogTime(seconds: AuditFixture.now - 35 * 86_400, hasZone: true))
    let long = try await AuditFixture.audit(AuditFixture.story, Self.mended, log: Self.log([], survey))
    #expect(Self.finding(long, .unused)?.sentence.contains("for 35 days") == true)
    survey.deliveries["corp.example.com"]?.last = survey.last
    let used = try await AuditFixture.audit(AuditFixture.story, Self.mended, log: Self.log([], survey))
    #expect(used.findings.isEmpty)
    survey.first = LogTime(seconds: AuditFixture.now - 86_400, hasZone: true)
    survey.deliveries = [:]
    let short = try await AuditFixture.audit(AuditFixture.story, Self.mended, log: Self.log([], survey))
    #expect(short.findings.isEmpty)
  }

  @Test func whatReceiversSayIsMadeSafeAndBounded() async throws {
    let many = (0..<500).map { number in
      AuditFixture.rejection(
        recipient: "r\(number)\u{1b}]0;x\u{7}@receiver.example", reply: "550 \u{1b}[2J\u{202e}no\r\nHELP")
    }
    let report = try await AuditFixture.audit(
      AuditFixture.story, AuditFixture.storyTable, log: Self.log(many))
    let item = try #require(report.log?.cases.first)
    #expect(item.resend.count == RejectionCase.mostResends)
    #expect(item.resendCount == 500)
    for text in [AuditText(report).full, NagiosText(report, isStrict: false).line] {
      #expect(
        !text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{7}" || $0 == "\u{202e}" || $0 == "\r" })
    }
    #expect(AuditText(report).full.contains("and 450 before"))
  }
}
