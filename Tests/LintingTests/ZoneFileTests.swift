import Reporting
import SPF
import TestSupport
import Testing

@testable import DNS
@testable import Linting

@Suite struct ZoneFileTests {
  static func lint(_ text: String, world: (any Resolver)? = nil) async throws -> LintReport {
    let sheet = try ZoneSheet(Array(text.utf8), file: "z", origin: name("example.com"))
    return await Linter(time: .seconds(600)).lint(sheet, world: world)
  }

  @Test func placesAreThoseOfTheOctetsMeant() async throws {
    let report = try await Self.lint(
      """
      $TTL 300
      @ SOA ns1 root 1 2 3 4 5
      @ TXT ( "v=spf1 ip4:192.0.2.1 "
              "ipv4:192.0.2.2 -all" )
      """)
    let finding = try #require(report.findings.first { $0.rule.id == "S01" })
    let place = try #require(finding.place)
    #expect(place.lowerBound == FilePlace(file: "z", line: 4, column: 10, character: 10))
    #expect(place.upperBound == FilePlace(file: "z", line: 4, column: 24, character: 24))
  }

  @Test func everyNameWithARecordIsChecked() async throws {
    let report = try await Self.lint(
      """
      $TTL 300
      @ SOA ns1 root 1 2 3 4 5
      @ TXT "v=spf1 -all"
      a TXT "v=spf1 +all"
      b TXT "v=spf1; -all"
      c TXT "something else"
      """)
    #expect(report.subjects == ["z", "example.com", "a.example.com", "b.example.com"])
    #expect(
      report.findings.filter { $0.severity == .error }.map { "\($0.name) \($0.rule.id)" } == [
        "a.example.com M01", "b.example.com R03",
      ])
  }

  @Test func nobodyIsAskedWithoutFollow() async throws {
    let zone = """
      $TTL 300
      @ SOA ns1 root 1 2 3 4 5
      @ TXT "v=spf1 include:_spf.mail.example include:sub.example.com include:old.example.com -all"
      sub NS ns.mail.example.
      """
    let report = try await Self.lint(zone)
    // Below a delegation, and outside, nothing is known; what the file should hold and does not is known.
    #expect(report.findings.filter { $0.rule.id == "D04" }.map(\.message).count == 1)
    #expect(report.notes.contains { $0.contains("--follow") })
    let world = TableResolver("_spf.mail.example TXT v=spf1 +all", "example.com NS ns1.example.com")
    let followed = try await Self.lint(zone, world: world)
    #expect(followed.findings.contains { $0.rule.id == "M15" && $0.severity == .error })
    #expect(followed.findings.filter { $0.rule.id == "D04" }.count == 2)
  }

  @Test(arguments: [
    ("@ TXT v=spf1 ip4:192.0.2.1 -all", "R05"), ("@ TXT \"v=spf1\" ip4:192.0.2.1 -all", "R04"),
    ("_dmarc TXT v=DMARC1; p=none", "R05"), ("@ TXT \"v=spf1 -all\"\n@ TXT \"V=SPF1 mx -all\"", "R02"),
    ("@ TXT \"\u{feff}v=spf1 -all\"", "R03"), ("@ TXT \" v=spf1 -all\"", "R03"),
    ("@ TXT \"v=spf10 -all\"", "R03"),
    ("@ TXT \"spf1 -all\"", "R03"), ("@ TXT \"v = spf1 -all\"", "R03"), ("@ TXT \"v=spf1\\009-all\"", "R03"),
    ("@ TXT \"\\\"v=spf1 -all\\\"\"", "R03"), ("@ TXT \"v=spf1 ip4:192.0. \" \"2.1 -all\"", "R04"),
    ("@ TXT \"v=spf1\" \"mx -all\"", "R04"), ("@ SPF \"v=spf1 -all\"", "R07"), ("@ A 192.0.2.300", "Z01"),
  ])
  func isFound(lines: String, rule: String) async throws {
    let report = try await Self.lint("$TTL 300\n@ SOA ns1 root 1 2 3 4 5\n\(lines)\n")
    #expect(
      report.findings.contains { $0.rule.id == rule && $0.severity == .error }, "\(LintText(report).full)")
  }

  @Test(arguments: [
    "@ TXT \"v=spf1 include:_spf.exam\" \"ple.com -all\"\n_spf TXT \"v=spf1 -all\"",
    "@ TXT \"v=spf1 ip4:192.0.2.\" \"1 -all\"", "@ TXT \"v=spf1 -\" \"all\"",
    "@ TXT \"v=spf1 -all\"\n@ TXT \"spfx-verification=1\"\n@ TXT \"vendor=spf1\"", "@ TXT v=spf1\\032-all",
  ])
  func isInOrder(lines: String) async throws {
    let report = try await Self.lint("$TTL 300\n@ SOA ns1 root 1 2 3 4 5\n\(lines)\n")
    #expect(report.count(.error) == 0, "\(LintText(report).full)")
  }

  @Test func aMistakeHidesNothingThatIsReferredTo() async throws {
    let report = try await Self.lint(
      """
      $TTL 300
      @ SOA ns1 root 1 2 3 4 5
      @ TXT "v=spf1 ipv4:192.0.2.1 include:gone.example.com include:wide.example.com -all"
      wide TXT "v=spf1 +all"
      """)
    #expect(
      Set(report.findings.filter { $0.severity == .error && $0.name == "example.com" }.map(\.rule.id)) == [
        "S01", "D04", "M15",
      ])
    #expect(report.findings.first { $0.rule.id == "D04" }?.mark?.marked == "include:gone.example.com")
  }

  @Test(.timeLimit(.minutes(10))) func aLargeZoneIsReadInTime() async throws {
    var text = "$TTL 300\n@ SOA ns1 root 1 2 3 4 5\n@ TXT \"v=spf1 -all\"\n"
    for number in 0..<2000 { text += "h\(number) A 192.0.2.\(number % 256)\n" }
    #expect(try await Self.lint(text).count(.error) == 0)
  }
}
