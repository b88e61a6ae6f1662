import DNS
import Reporting
import SPF
import TestSupport
import Testing

@testable import Linting

@Suite struct ServerTests {
  static let zone = "@ TXT \"v=spf1 ip4:192.0.2.1 -all\"\n@ SOA ns1 postmaster 7 3600 600 86400 300\n@ NS ns1"

  static func lint(_ servers: [String], resolver: String = zone) async throws -> LintReport {
    try await ExampleRunner.report(.servers(resolver: resolver, servers))
  }

  @Test func theOddServerIsNamed() async throws {
    let other = Self.zone.replacing("192.0.2.1", with: "192.0.2.9")
    let report = try await Self.lint([Self.zone, other, Self.zone])
    let finding = try #require(report.findings.first { $0.rule.id == "R14" })
    #expect(finding.message == "ns2.example.com (192.0.2.2) has another record than most servers")
    #expect(finding.mark?.marked == "v=spf1 ip4:192.0.2.9 -all")
  }

  @Test func aServerWithoutTheRecordDisagreesToo() async throws {
    let report = try await Self.lint([Self.zone, Self.zone, "@ SOA ns1 postmaster 7 3600 600 86400 300"])
    #expect(report.findings.first { $0.rule.id == "R14" }?.message.contains("has no SPF record") == true)
  }

  @Test func theOrderOfRecordsIsNoDisagreement() async throws {
    let one = Self.zone + "\n@ TXT \"a\"\n@ TXT \"b\""
    let other = "@ TXT \"b\"\n@ TXT \"a\"\n" + Self.zone
    let report = try await Self.lint([one, other], resolver: one)
    #expect(!report.findings.contains { ["R14", "R17", "R19"].contains($0.rule.id) })
  }

  @Test func serialsWrapAround() async throws {
    let before = Self.zone.replacing(" 7 ", with: " 4294967295 ")
    let report = try await Self.lint([before, Self.zone])
    let finding = try #require(report.findings.first { $0.rule.id == "R19" })
    #expect(finding.message.hasPrefix("ns1.example.com"))
  }

  @Test func aResolverThatFailsHidesNoMistake() async throws {
    let report = try await Self.lint([Self.zone.replacing("-all", with: "+all")], resolver: "")
    #expect(Set(report.findings.map(\.rule.id)).isSuperset(of: ["R16", "M01"]))
  }

  /// Where a host has no IPv6, its silence says nothing about servers; one that has it hears from some of them.
  @Test func serversAreNotBlamedForAHostWithoutIPv6() async throws {
    struct Mixed: ServerConnector {
      let zone: ZoneResolver
      let lives: IPAddress.Family?

      func resolver(for server: ServerAddress) -> (any Resolver)? {
        lives == nil || server.address.family == lives ? zone : TimedOutResolver()
      }
      func close() {}
    }
    let zone = try ExampleRunner.zone(Self.zone + "\nns1 A 192.0.2.1\nns1 AAAA 2001:db8::1")
    func report(_ lives: IPAddress.Family?) async -> LintReport {
      await Linter(time: .seconds(600)).lint(
        name("example.com"), resolver: zone, connector: Mixed(zone: zone, lives: lives))
    }
    let without = await report(.ipv4)
    #expect(!without.findings.contains { $0.rule.id == "R18" })
    #expect(without.notes.contains { $0.hasPrefix("No name server was reached over IPv6") })
    let dead = await report(.ipv6)
    #expect(
      dead.findings.filter { $0.rule.id == "R18" }.map(\.message) == [
        "ns1.example.com (192.0.2.1) does not answer: timed out"
      ])
    #expect(await report(nil).notes.isEmpty)
  }

  @Test func serversThatCannotBeAskedAreSaid() async throws {
    struct Exhausted: ServerConnector {
      func resolver(for server: ServerAddress) -> (any Resolver)? { nil }
      func close() {}
    }
    let zone = try ExampleRunner.zone(Self.zone + "\nns1 A 192.0.2.1")
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), resolver: zone, connector: Exhausted())
    #expect(report.notes == ["1 name servers were not asked: no thread or file was left."])
  }

  /// Servers with one serial number and two records will never be told of the difference.
  @Test func aSerialThatWasNotRaised() async throws {
    let other = Self.zone.replacing("192.0.2.1", with: "192.0.2.9")
    let report = try await Self.lint([Self.zone, other])
    let finding = try #require(report.findings.first { $0.rule.id == "C08" })
    #expect(
      finding.message
        == "ns1.example.com (192.0.2.1), ns2.example.com (192.0.2.2) have the serial number 7, and different records"
    )
    let raised = try await Self.lint([Self.zone, other.replacing(" 7 ", with: " 8 ")])
    #expect(!raised.findings.contains { $0.rule.id == "C08" })
  }

  @Test(arguments: [
    (8, 7, "newer than 7", Severity.info), (7, 7, "both have the serial number 7", .error),
    (6, 7, "it was changed elsewhere", .warning), (3, 4_294_967_290, "newer than 4294967290", .info),
  ])
  func aFileThatIsNotWhatIsPublished(file: Int, world: Int, message: String, severity: Severity) async throws
  {
    let other = Self.zone.replacing("192.0.2.1", with: "192.0.2.9")
    let report = try await ExampleRunner.report(
      .elsewhere(
        file: other.replacing(" 7 ", with: " \(file) "), world: Self.zone.replacing(" 7 ", with: " \(world) ")
      ))
    let finding = try #require(report.findings.first { $0.rule.id == "C08" })
    #expect(finding.message.contains(message), "\(finding.message)")
    #expect(finding.severity == severity)
    #expect(finding.mark?.marked == "v=spf1 ip4:192.0.2.1 -all")
  }

  /// The zone above sends everybody to servers that the zone does not know, or to some of them only.
  @Test(arguments: [
    (["ns1.old.example"], Severity.error), (["ns1.example.com", "ns1.old.example"], .warning),
    (["ns1.example.com"], nil), ([], nil),
  ])
  func theDelegationIsCompared(delegated: [String], severity: Severity?) async throws {
    struct Parent: Resolver {
      let servers: [String]

      func answer(to question: DNSQuestion) async -> DNSAnswer {
        var details = DNSAnswer.Details()
        details.referral = servers.map { name($0) }
        return .noData(ttl: 300, details: details)
      }
    }
    struct Connector: ServerConnector {
      let parent: Parent
      let zone: ZoneResolver

      func resolver(for server: ServerAddress) -> (any Resolver)? {
        server.address.description == "203.0.113.53" ? parent : zone
      }
      func close() {}
    }
    let hosts =
      "\nns1 A 192.0.2.1\ncom. NS a.nic.example.\na.nic.example. A 203.0.113.53\nns1.old.example. A 192.0.2.2"
    let zone = try ExampleRunner.zone(Self.zone + hosts)
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), resolver: zone,
      connector: Connector(parent: Parent(servers: delegated), zone: zone))
    let finding = report.findings.first { $0.rule.id == "R15" }
    #expect(finding?.severity == severity)
    if let severity {
      #expect(
        finding?.message
          == "the zone names ns1.example.com as its servers, the zone above names "
          + delegated.joined(separator: ", "), "\(severity)")
    }
  }

  @Test(
    "signatures that end",
    arguments: [
      // Two weeks, a third of them left.
      (1_000_000, 2_209_600, 1_800_000, nil),
      // Two weeks, a day left, and over.
      (1_000_000, 2_209_600, 2_123_200, "is valid for 86400 s only"),
      (1_000_000, 2_209_600, 2_209_700, "is no longer valid since 100 s"),
      // Made for each answer, two days around now.
      (1_000_000, 1_172_800, 1_086_400, nil),
      // Over the end of the 32 bits.
      (4_294_900_000, 100_000, 4_294_967_296 + 99_000, "is valid for 1000 s only"),
    ] as [(UInt32, UInt32, Int64, String?)])
  func signatures(inception: UInt32, expiration: UInt32, now: Int64, message: String?) async throws {
    struct Signed: Resolver {
      let zone: ZoneResolver
      let period: SignaturePeriod

      func answer(to question: DNSQuestion) async -> DNSAnswer {
        let answer = await zone.answer(to: question)
        var details = answer.details
        details.signatures = [period]
        return question.type == .txt
          ? DNSAnswer(records: answer.records, ttl: answer.ttl, details: details) : answer
      }
    }
    struct Connector: ServerConnector {
      let server: Signed
      func resolver(for _: ServerAddress) -> (any Resolver)? { server }
      func close() {}
    }
    let zone = try ExampleRunner.zone(Self.zone)
    let signed = Signed(zone: zone, period: SignaturePeriod(inception: inception, expiration: expiration))
    let report = await Linter(time: .seconds(600), now: now).lint(
      name("example.com"), resolver: ServedResolver(zone: zone, servers: 1),
      connector: Connector(server: signed))
    let findings = report.findings.filter { $0.rule.id == "R16" }
    #expect(
      findings.map(\.message)
        == [message].compactMap { $0 }.map {
          "the signature of the TXT records at ns1.example.com (192.0.2.1) \($0)"
        })
    #expect(findings.allSatisfy { ($0.severity == .error) == $0.message.contains("no longer") })
  }

  /// A resolver that validates fails for one name of many.
  @Test func aHostThatCannotBeValidated() async throws {
    let zone = try ExampleRunner.zone(Self.zone + "\n@ MX 10 mail")
    struct Failing: Resolver {
      let served: ServedResolver

      func answer(to question: DNSQuestion) async -> DNSAnswer {
        question.name == name("mail.example.com") && question.type == .a
          ? .failure(.serverFailure) : await served.answer(to: question)
      }
    }
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), resolver: Failing(served: ServedResolver(zone: zone, servers: 1)),
      connector: TableConnector([zone]))
    #expect(
      report.findings.first { $0.rule.id == "R16" }?.message
        == "the resolver says SERVFAIL for mail.example.com A")
  }

  /// A server that says that the record is somebody else's has no record, and is not wrong.
  @Test func anAliasOutOfTheZoneIsNoDifference() async throws {
    struct Aliased: Resolver {
      let zone: ZoneResolver

      func answer(to question: DNSQuestion) async -> DNSAnswer {
        guard question.type == .txt else { return await zone.answer(to: question) }
        var details = DNSAnswer.Details()
        details.isAuthoritative = true
        details.canonicalName = name("shared.mail.example")
        details.isChainOpen = true
        return .noData(ttl: 60, details: details)
      }
    }
    struct Connector: ServerConnector {
      let server: Aliased
      func resolver(for _: ServerAddress) -> (any Resolver)? { server }
      func close() {}
    }
    let zone = try ExampleRunner.zone(Self.zone)
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), resolver: ServedResolver(zone: zone, servers: 2),
      connector: Connector(server: Aliased(zone: zone)))
    #expect(!report.findings.contains { ["R14", "R17", "R18"].contains($0.rule.id) })
  }

  @Test func allServersDeadIsAnError() async throws {
    let report = try await Self.lint(["", ""], resolver: "")
    #expect(report.findings.filter { $0.rule.id == "R18" && $0.severity == .error }.count == 2)
    #expect(report.isIncomplete)
  }

  /// A recursive server that is named as an authoritative one answers, but not for the zone.
  @Test func aLameServerIsFound() async throws {
    struct Lame: ServerConnector {
      func resolver(for server: ServerAddress) -> (any Resolver)? {
        TableResolver("example.com TXT v=spf1 -all")
      }
      func close() {}
    }
    let report = await Linter(time: .seconds(600)).lint(
      name("example.com"), resolver: ServedResolver(zone: try ExampleRunner.zone(Self.zone), servers: 1),
      connector: Lame())
    #expect(
      report.findings.first { $0.rule.id == "R18" }?.message.hasSuffix(
        "answers, but not for this zone (lame)") == true)
  }
}
