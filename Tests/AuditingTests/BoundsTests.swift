import Auditing
import SPF
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct BoundsTests {
  /// `domains` domains, each sending by `hosts` hosts.
  static func inventory(domains: Int, hosts: Int) throws -> Inventory {
    let names = (0..<domains).map { "d\($0).example" }.joined(separator: ", ")
    let lines = (0..<hosts).map { "  m\($0).example: [192.0.2.\($0), \"2001:db8::\($0)\"]\n" }.joined()
    return try AuditFixture.inventory("domains: [\(names)]\nhosts:\n\(lines)")
  }

  @Test func fiveHundredDomainsOfTwentyHosts() async throws {
    var table = (0..<500).map {
      "d\($0).example TXT v=spf1 include:_spf.example \($0 < 450 ? "ip6:2001:db8::/64 " : "")-all"
    }
    table.append("_spf.example TXT v=spf1 ip4:192.0.2.0/24 -all")
    for host in 0..<20 { table.append("m\(host).example A 192.0.2.\(host)") }
    let resolver = TableResolver(lines: table)
    let report = await Auditor(AuditOptions(now: 0)).audit(
      try Self.inventory(domains: 500, hosts: 20), resolver: resolver)
    #expect(report.count(.authorised) == 19_000)
    #expect(report.count(.missing) == 1_000)
    // One record for each domain, with the IPv6 addresses of all hosts, and one for each HELO name.
    #expect(report.publications.count == 70)
    #expect(report.questions < 1_500)
    #expect(Set(resolver.questions).count == report.questions)
    // One finding for each domain, not for each address.
    #expect(report.findings.count { $0.code == .missing } == 50)
    #expect(AuditText(report).full.utf8.count < 2_000_000)
  }

  @Test func aSilentNameServerEndsInTimeAndIsSaid() async throws {
    let clock = LeapingClock()
    let report = await Auditor(AuditOptions(now: 0), clock: clock).audit(
      try Self.inventory(domains: 400, hosts: 1), resolver: SilentResolver())
    #expect(clock.elapsed <= .seconds(60))
    #expect(report.isCut)
    #expect(report.exitStatus(isStrict: false) == 3)
    #expect(report.count(Standing.undetermined) == 800)
    #expect(report.publications.isEmpty)
    #expect(report.notes.contains("Time was over before DNS was asked everything."))
    let line = NagiosText(report, isStrict: false)
    #expect(line.exitStatus == 3)
    #expect(line.line.hasPrefix("SPF UNKNOWN - "))
  }

  @Test func aTXTRecordOfTwoMegabytesIsNotRepeated() async throws {
    let long = "v=spf1 " + String(repeating: "ip4:192.0.2.300 ", count: 131_072) + "-all"
    let other = "v=spf1 " + String(repeating: "x", count: 1 << 21) + " -all"
    for text in [long, other] {
      let report = try await AuditFixture.audit(
        AuditFixture.story, ["corp.example.com TXT \(text)"], state: RecordState(time: 0, entries: [:]))
      #expect(report.findings.first?.code == .brokenRecord)
      #expect(AuditText(report).full.utf8.count < 20_000)
      #expect(NagiosText(report, isStrict: false).line.utf8.count < 1_000)
      #expect(PrometheusText(report).full.utf8.count < 20_000)
    }
  }

  @Test func ofThousandsOfAddressesInDNSSomeAreTaken() async throws {
    let table = (0..<2_000).map { "m.example AAAA 2001:db8::\(String($0, radix: 16))" }
    let report = try await AuditFixture.audit("domains: [a.example]\nhosts: {m.example: }\n", table)
    #expect(report.domains[0].addresses.count == 64)
  }

  @Test func moreAddressesThanAnybodyForgetsAreNotWrittenDown() async throws {
    let addresses = (0..<100).map { "192.0.2.\($0)" }.joined(separator: ", ")
    let report = try await AuditFixture.audit(
      "domains: [a.example]\nhosts: {m: [\(addresses)]}\n", ["a.example TXT v=spf1 -all"])
    #expect(report.publications.isEmpty)
    #expect(report.findings.first?.remedy?.contains("add the networks they lie in") == true)
  }
}
