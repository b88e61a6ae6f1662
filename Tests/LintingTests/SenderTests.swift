import DNS
import Reporting
import SPF
import TestSupport
import Testing

@testable import Linting

/// Rules about hosts that are known to send.
@Suite struct SenderTests {
  static func findings(_ example: Example, _ senders: [String]) async throws -> [Finding] {
    try await ExampleRunner.report(.sending(senders, example)).findings.filter {
      $0.rule.id.hasPrefix("C") || $0.rule.id == "N07"
    }
  }

  @Test(arguments: [
    ("203.0.113.1", "203.0.113.1", nil),
    ("2001:db8::1=bounces.example.net", "2001:db8::1", "bounces.example.net"),
  ])
  func isRead(text: String, host: String, returnPath: String?) throws {
    let sender = try Sender(text)
    #expect(sender.address == address(host))
    #expect(sender.returnPath == returnPath.map { name($0) })
    #expect(sender.description == text)
  }

  @Test(arguments: [
    "", "=", "mail.example.com", "203.0.113.1=", "203.0.113.1=x", "203.0.113.0/24", "203.0.113.1=\u{1b}",
  ])
  func isRefused(text: String) {
    let error = #expect(throws: LintError.self) { try Sender(text) }
    #expect(
      error?.description.contains("203.0.113.1") == true || error?.description.contains("192.0.2.1") == true)
    #expect(error?.description.contains("\u{1b}") == false)
  }

  @Test func theTermThatRefusesIsMarked() async throws {
    let zone = Example.zone("@ TXT \"v=spf1 ip4:203.0.113.1 ~all\"")
    let finding = try #require(try await Self.findings(zone, ["203.0.113.1", "2001:db8::2"]).first)
    #expect(finding.rule.id == "C01")
    #expect(finding.message == "2001:db8::2 sends, and gets softfail by ~all")
    #expect(finding.mark?.marked == "~all")
    #expect(finding.fix?.text == "Add ip6:2001:db8::2 before \"all\".")
  }

  /// What DNS did not answer says nothing about the record.
  @Test func nothingIsSaidOfWhatIsNotKnown() async throws {
    let zone = "$TTL 300\n@ SOA ns1 root 1 2 3 4 5\n@ TXT \"v=spf1 include:_spf.mail.example -all\"\n"
    let sheet = try ZoneSheet(Array(zone.utf8), file: "z", origin: name("example.com"))
    let report = await Linter().lint(sheet, senders: [try Sender("203.0.113.1")])
    #expect(!report.findings.contains { ["C01", "C04"].contains($0.rule.id) })
  }

  @Test func aReturnPathOfTheSameOrganisationHasItsOwnRecord() async throws {
    let zone = Example.zone(
      "@ TXT \"v=spf1 ip4:203.0.113.1 -all\"\nbounces TXT \"v=spf1 ip4:203.0.113.2 -all\"")
    let found = try await Self.findings(zone, ["203.0.113.3=bounces.example.com"])
    #expect(found.map(\.rule.id) == ["C01"])
    #expect(
      found.first?.message
        == "203.0.113.3 sends, and gets fail by -all with the record of bounces.example.com")
    #expect(try await Self.findings(zone, ["203.0.113.2=bounces.example.com"]).isEmpty)
  }

  @Test func termsThatAreUsed() async throws {
    let zone = Example.zone(
      """
      @ TXT "v=spf1 include:_a.mail.example. include:_b.mail.example. ?ip4:203.0.113.9 redirect=_c.mail.example."
      _a.mail.example. TXT "v=spf1 ip4:203.0.113.1 -all"
      _b.mail.example. TXT "v=spf1 ip4:203.0.113.2 -all"
      _c.mail.example. TXT "v=spf1 ip4:203.0.113.3 -all"
      """)
    let found = try await Self.findings(zone, ["203.0.113.1", "203.0.113.3"])
    #expect(found.map { "\($0.rule.id) \($0.mark?.marked ?? "")" } == ["C04 include:_b.mail.example."])
    // With one whose MAIL FROM is another's, nobody knows what it was for.
    let other = try await Self.findings(zone, ["203.0.113.1", "203.0.113.3", "203.0.113.3=mail.example"])
    #expect(!other.contains { $0.rule.id == "C04" })
  }

  @Test func aNewHostHasToWait() async throws {
    let change = Example.change(
      zone: "@ 7200 TXT \"v=spf1 ip4:203.0.113.1 -all\"",
      record: "v=spf1 ip4:203.0.113.1 ip4:203.0.113.2 -all")
    let found = try await Self.findings(change, ["203.0.113.1", "203.0.113.2"])
    #expect(
      found.first { $0.rule.id == "C03" }?.message
        == "203.0.113.2 gets fail now, and for up to 7200 s after the new record is published")
    #expect(found.first { $0.rule.id == "C07" }?.message == "203.0.113.2 did not pass, and will")
    #expect(found.allSatisfy { $0.severity != .error })
  }

  @Test func whatCachesDoNotKnowIsNoError() async throws {
    let found = try await Self.findings(
      .servers(resolver: Example.published, [Example.changed, Example.changed]), ["203.0.113.2"])
    #expect(found.map(\.rule.id) == ["C03", "C04"])
    #expect(found.first?.message.contains("the resolver has an older one for 3600 s more") == true)
  }

  @Test func aChangeOfMeaning() async throws {
    func messages(_ old: String, _ new: String) async throws -> [String] {
      try await Self.findings(.change(zone: "@ TXT \"\(old)\"", record: new), []).map {
        "\($0.severity) \($0.message)"
      }
    }
    #expect(
      try await messages("v=spf1 ip4:203.0.113.0/24 -all", "v=spf1 ip4:203.0.113.0/25 ip4:198.51.100.1 -all")
        == [
          "warning 203.0.113.128/25 passed, and will not", "info 198.51.100.1 did not pass, and will",
        ])
    #expect(
      try await messages("v=spf1 ip4:203.0.113.1 -all", "v=spf1 ip4:203.0.113.1 ~all") == [
        "info addresses get another result than before, neither of them a certain pass"
      ])
    #expect(
      try await messages("v=spf1 ip4:203.0.113.1 ip4:203.0.113.0 -all", "v=spf1 ip4:203.0.113.0/31 -all")
        == [])
  }

  @Test func tooManySendersAreSaid() async throws {
    let senders = (0..<1001).map { Sender(IPAddress(ipv4: 0xcb00_7100 + UInt32($0))) }
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), senders: senders,
      resolver: try ExampleRunner.zone("@ TXT \"v=spf1 ip4:203.0.112.0/21 -all\""))
    #expect(report.notes.contains("1001 senders were given; 1000 of them were checked."))
  }
}
