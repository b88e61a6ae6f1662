import Auditing
import MailLog
import SPF
import TestSupport
import Testing

/// Whether an address that nobody listed is a forwarder's, or that of a server of ours which was forgotten.
@Suite struct AddressTestimonyTests {
  static let now = AuditFixture.now
  static let unlisted = "192.0.2.200"

  /// Somebody names an address of ours.
  static func ours(
    at seconds: Int64, hasZone: Bool = true, address: String = "203.0.113.25"
  ) -> OutgoingRejection {
    AuditFixture.rejection(
      address: address, relay: "mx.other.example", relayAddress: "192.0.2.55", seconds: now + seconds,
      hasZone: hasZone)
  }

  /// The receiver names the address that is not listed.
  static func other(
    _ recipient: String = "me@receiver.example", at seconds: Int64?, hasZone: Bool = true,
    isTemporary: Bool = false, sender: String = "support-info@corp.example.com",
    relayAddress: String = "198.51.100.1"
  ) -> OutgoingRejection {
    AuditFixture.rejection(
      sender: sender, recipient: recipient, address: unlisted, domain: nil, relayAddress: relayAddress,
      isTemporary: isTemporary, seconds: seconds.map { now + $0 }, hasZone: hasZone)
  }

  static func report(
    _ rejections: [OutgoingRejection], _ survey: OutgoingSurvey = OutgoingSurvey()
  ) async throws -> AuditReport {
    try await AuditFixture.audit(
      AuditFixture.story, RejectionTests.mended, log: RejectionTests.log(rejections, survey))
  }

  /// What became of the refusals that name the address.
  static func verdicts(
    _ rejections: [OutgoingRejection], _ survey: OutgoingSurvey = OutgoingSurvey()
  ) async throws -> Set<RejectionVerdict> {
    let cases = try #require(try await report(rejections, survey).log?.cases)
    return Set(cases.filter { $0.statedAddress == address(unlisted) }.map(\.verdict))
  }

  @Test(
    "not all recipients of a provider have their mail forwarded, whenever ours was named",
    arguments: [Int64(-90_000), 0])
  func manyRecipientsAreAForgottenServer(ours: Int64) async throws {
    let many = (0..<500).map { Self.other("r\($0)@receiver.example", at: Int64($0) - 7_200) }
    let report = try await Self.report([Self.ours(at: ours)] + many)
    let found = try #require(RejectionTests.finding(report, .rejected))
    #expect(found.severity == .error)
    #expect(found.sentence.contains("from 192.0.2.200 because of SPF: 500 recipients"))
    #expect(
      found.remedy
        == "Nothing but the receiver's words says that 192.0.2.200 is ours. If it is, list it; and only then:"
    )
    #expect(RejectionTests.finding(report, .elsewhere) == nil)
    #expect(report.exitStatus(isStrict: false) == 1)
    #expect(!report.isQuiet(isStrict: false))
    #expect(NagiosText(report, isStrict: false).exitStatus == 2)
    #expect(
      AuditText(report).full.contains("<support-info@corp.example.com> to <r499@receiver.example>  4ABC"))
    #expect(report.log?.cases.first?.resendCount == 500)
  }

  @Test func whatIsPutOffIsAnEarlyWarning() async throws {
    let many = (0..<500).map {
      Self.other("r\($0)@receiver.example", at: Int64($0) - 7_200, isTemporary: true)
    }
    let report = try await Self.report([Self.ours(at: -90_000)] + many)
    #expect(RejectionTests.finding(report, .earlyWarning)?.severity == .error)
    #expect(RejectionTests.finding(report, .elsewhere) == nil)
    #expect(report.exitStatus(isStrict: false) == 1)
    #expect(report.log?.cases.first?.resendCount == 0)
  }

  @Test func oneRecipientWhoForwardsIsSoHoweverOften() async throws {
    let spellings = ["me", "Me", "ME", "mE"].map { "\($0)@Receiver.example" }
    let often = (0..<200).map { Self.other(spellings[$0 % 4], at: Int64($0) - 7_200) }
    let report = try await Self.report([Self.ours(at: -7_100)] + often)
    #expect(report.log?.cases.map(\.verdict) == [.elsewhere, .repaired])
    #expect(RejectionTests.finding(report, .elsewhere)?.sentence.contains(": 200 recipients") == true)
    #expect(report.exitStatus(isStrict: true) == 0)
    #expect(report.publications.isEmpty)
  }

  @Test(arguments: [(3, RejectionVerdict.elsewhere), (4, .missing)])
  func threeMayForward(recipients: Int, expected: RejectionVerdict) async throws {
    let refused = (0..<recipients).map { Self.other("r\($0)@receiver.example", at: -100) }
    #expect(try await Self.verdicts(refused + [Self.ours(at: 0)]) == [expected])
    // It is one address, whichever domain of ours the mail bears.
    let spread = (0..<recipients).map {
      Self.other("r\($0)@receiver.example", at: -100, sender: "x@d\($0).corp.example.com")
    }
    #expect(try await Self.verdicts(spread + [Self.ours(at: 0)]) == [expected])
  }

  @Test func severalReceiversHaveNoForwarderInCommon() async throws {
    let refused = [
      Self.other(at: -100, sender: "x@a.corp.example.com"),
      Self.other(at: -100, sender: "x@b.corp.example.com", relayAddress: "192.0.2.99"),
    ]
    #expect(try await Self.verdicts(refused + [Self.ours(at: 0)]) == [.missing])
  }

  @Test(
    "an address that is named since ours is no more may have taken its place",
    arguments: [
      // Since the very time, or before.
      ([-100], 0, true, true, RejectionVerdict.elsewhere), ([0], 0, true, true, .elsewhere),
      ([1], 0, true, true, .missing), ([1, 2, 3], 0, true, true, .missing),
      // Who was refused before goes on to be.
      ([-100, 1], 0, true, true, .elsewhere),
      // A log without zones is of one; beside another it may be hours off.
      ([0], 0, false, false, .elsewhere), ([1], 0, false, false, .missing),
      ([-43_200], 0, false, true, .elsewhere), ([-43_199], 0, false, true, .missing),
      ([-50_400], 0, true, false, .elsewhere), ([-50_399], 0, true, false, .missing),
    ])
  func theOrderCounts(
    others: [Int64], ours: Int64, hasZone: Bool, oursHasZone: Bool, expected: RejectionVerdict
  ) async throws {
    let refused = others.map { Self.other(at: $0, hasZone: hasZone) }
    let found = try await Self.verdicts([Self.ours(at: ours, hasZone: oursHasZone)] + refused)
    #expect(found == [expected])
  }

  @Test func aRecipientWhoIsNewSinceIsNoForwarder() async throws {
    let refused = [Self.other("a@receiver.example", at: -100), Self.other("b@receiver.example", at: 1)]
    #expect(try await Self.verdicts([Self.ours(at: 0)] + refused) == [.missing])
  }

  @Test func withoutATimeThereIsNoOrder() async throws {
    #expect(try await Self.verdicts([Self.ours(at: 0), Self.other(at: nil)]) == [.missing])
    #expect(
      try await Self.verdicts([Self.ours(at: 0), Self.other(at: nil), Self.other(at: -1)]) == [.elsewhere])
  }

  @Test func oursIsNamedInTheSameFamilyOnly() async throws {
    let report = try await AuditFixture.audit(
      "domains: [corp.example.com]\nhosts: {m: [203.0.113.25, 2001:db8::25]}\n", RejectionTests.mended,
      log: RejectionTests.log([Self.other(at: -100), Self.ours(at: 0, address: "2001:db8::25")]))
    let item = report.log?.cases.first { $0.statedAddress == address(Self.unlisted) }
    #expect(item?.verdict == .missing)
  }

  /// How many recipients there are is not known then.
  @Test func aListThatIsNotWholeShowsNoForwarder() async throws {
    var survey = OutgoingSurvey()
    survey.omitted = 1
    let refused = [Self.other(at: -100), Self.ours(at: 0)]
    #expect(try await Self.verdicts(refused, survey) == [.missing])
    #expect(try await Self.verdicts(refused) == [.elsewhere])
  }
}
