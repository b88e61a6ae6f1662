#if canImport(NameServer)
  import DNS
  import NameServer
  import Reporting
  import SPF
  import TestSupport
  import Testing

  @testable import Linting

  /// Two servers on loopback, one for each address family, asked over the network.
  @Suite(.serialized, .timeLimit(.minutes(10))) struct LiveServerTests {
    static let zone =
      "@ TXT \"v=spf1 ip4:192.0.2.1 -all\"\n@ SOA ns1 postmaster 7 3600 600 86400 300\n@ NS ns1\n@ NS ns2"

    /// Both servers, and a resolver that knows them.
    func servers(_ one: String, _ other: String) async throws -> (
      LoopbackNameServer, LoopbackNameServer, any Resolver
    ) {
      let first = try await LoopbackNameServer.start(try ExampleRunner.zone(one))
      let second = try await LoopbackNameServer.start(
        try ExampleRunner.zone(other), family: .ipv6, port: first.address.port)
      let hosts = "\nns1 A 127.0.0.1\nns2 AAAA ::1"
      return (first, second, try ExampleRunner.zone(Self.zone + hosts))
    }

    func lint(_ resolver: any Resolver, port: UInt16) async -> LintReport {
      await Linter(time: .seconds(300)).lint(
        name("example.com"), resolver: resolver, connector: NetworkConnector.inspecting(port: port))
    }

    @Test func differencesAreSeen() async throws {
      let other = Self.zone.replacing("192.0.2.1", with: "192.0.2.9").replacing(" 7 ", with: " 8 ")
      let (first, second, resolver) = try await servers(Self.zone, other)
      let report = await lint(resolver, port: first.address.port)
      #expect(Set(report.findings.map(\.rule.id)).isSuperset(of: ["R14", "R19"]), "\(LintText(report).full)")
      #expect(
        report.findings.first { $0.rule.id == "R19" }?.message
          == "ns1.example.com (127.0.0.1) has serial 7, the newest is 8")
      await first.stop()
      await second.stop()
    }

    @Test(arguments: [Misbehaviour.silence, .serverFailure, .brokenRecord, .truncationEverywhere])
    func aServerThatMisbehavesIsNamed(misbehaviour: Misbehaviour) async throws {
      let (first, second, resolver) = try await servers(Self.zone, Self.zone)
      first.misbehave(misbehaviour)
      let report = await lint(resolver, port: first.address.port)
      let finding = try #require(report.findings.first { $0.rule.id == "R18" })
      #expect(finding.message.hasPrefix("ns1.example.com (127.0.0.1) does not answer: "))
      #expect(!report.findings.contains { $0.rule.id == "R14" })
      await first.stop()
      await second.stop()
    }
  }
#endif
