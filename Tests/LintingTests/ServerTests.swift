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
        lives == nil || server.address.family == lives ? zone : SilentResolver()
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
