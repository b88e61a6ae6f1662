import Publishing
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct MeaningDifferenceTests {
  private func meaning(_ record: String, _ lines: String...) async throws -> RecordMeaning {
    try await RecordMeaning.of(
      name("example.com"), resolver: TableResolver(lines: lines + ["example.com TXT \(record)"]))
  }

  private func difference(_ old: String, _ new: String) async throws -> MeaningDifference {
    MeaningDifference(from: try await meaning(old), to: try await meaning(new))
  }

  @Test(arguments: [
    ("v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all", "v=spf1 ip4:192.0.2.77/24 -all"),
    ("v=spf1 ip4:192.0.2.1 -ip4:192.0.2.0/24 -all", "v=spf1 ip4:192.0.2.1 -all"),
    ("v=spf1 ip4:192.0.2.1", "v=spf1 ip4:192.0.2.1 ?all"), ("v=spf1 +all", "v=spf1 ip4:0.0.0.0/0 ip6:::/0"),
    ("v=spf1 ip6:::ffff:192.0.2.1 -all", "v=spf1 -all"),
    ("v=spf1 exists:%{i}.x.example.org -all", "v=spf1  EXISTS:%{i}.x.example.org -all"),
    ("v=spf1 ip4:192.0.2.1 ptr ~all", "v=spf1 ip4:192.0.2.1/32 ptr ~all"),
    ("v=spf1 -exists:%{i}.x.example.org -all", "v=spf1 -all"),
  ])
  func sameMeaningIsProved(old: String, new: String) async throws {
    let same = try await difference(old.lowercased(), new.lowercased())
    #expect(same.isEqual)
    #expect(DifferenceText(same).full.hasPrefix("Equal: "))
  }

  @Test func gainsAndLossesAreTold() async throws {
    let difference = try await difference(
      "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 -all", "v=spf1 ip4:192.0.2.10 ip4:203.0.113.24/31 ~all")
    #expect(difference.gaining(.pass).prefixes.map(\.description) == ["203.0.113.24/31"])
    #expect(difference.losing(.pass).prefixes.map(\.description) == ["192.0.2.11"])
    #expect(difference.gaining(.softfail).ipv4Count == (1 << 32) - 3)
    #expect(difference.losing(.fail).ipv4Count == (1 << 32) - 2)
    let text = DifferenceText(difference).full
    #expect(text.contains("1 IPv4 address losing pass, for softfail\n  192.0.2.11\n"))
    #expect(
      text.contains(
        "    was fail by -all of example.com; becomes pass by ip4:203.0.113.24/31 of example.com\n"))
    let json = try JSONText.encode(DifferenceDocument(difference, old: "old", new: "new"))
    #expect(json.contains("\"203.0.113.24/31\""))
    #expect(json.contains("\"equal\" : false"))
  }

  @Test func whatDependsOnTheMessageIsNotCalledCertain() async throws {
    let difference = try await difference(
      "v=spf1 exists:%{i}.x.example.org -all", "v=spf1 exists:%{i}.y.example.org -all")
    #expect(!difference.isEqual)
    #expect(difference.changes.allSatisfy { !$0.isCertain })
    #expect(difference.gaining(.pass).isEmpty)
    #expect(difference.remainder.count == 2)
    let surely = try await self.difference("v=spf1 exists:%{i}.x.example.org -all", "v=spf1 ?all")
    #expect(surely.changes.allSatisfy { $0.isCertain })
    #expect(surely.gaining(.neutral) == .everything)
  }

  /// An address is among the changes exactly if the evaluator gives it two results.
  @Test(arguments: 0..<200) func agreesWithTheEvaluator(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let lines = RandomZone.lines(&random)
    let one = TableResolver(lines: lines)
    let other = TableResolver(
      lines: lines.filter { !$0.hasPrefix("d3.example.com TXT ") } + [
        "d3.example.com TXT \(RandomZone.record(&random))"
      ])
    for number in 0..<6 {
      let domain = name("d\(number).example.com")
      let difference = MeaningDifference(
        from: try await RecordMeaning.of(domain, resolver: one),
        to: try await RecordMeaning.of(domain, resolver: other))
      for client in ["192.0.2.1", "192.0.2.9", "198.51.100.3", "203.0.113.4", "2001:db8::1", "2001:db9::1"] {
        let before = check("a@\(domain)", from: client, one, isTraced: false).result
        let after = check("a@\(domain)", from: client, other, isTraced: false).result
        let change = difference.changes.first { $0.addresses.contains(address(client)) }
        if change == nil {
          #expect(before == after, "\(domain) \(client)")
        } else if change?.isCertain == true, change?.old.dependsOn.isEmpty == true,
          change?.new.dependsOn.isEmpty == true
        {
          #expect(before != after, "\(domain) \(client)")
        }
      }
    }
  }

  @Test func twoRecordsOfFiveHundredNetworksAreComparedAtOnce() async throws {
    let old = (0..<500).map { "ip4:10.\($0 / 200).\($0 % 200).0/\(24 + $0 % 9)" }.joined(separator: " ")
    let new = (0..<500).map { "ip4:10.\($0 / 200).\($0 % 200).128/\(25 + $0 % 8)" }.joined(separator: " ")
    let clock = ContinuousClock()
    let start = clock.now
    let difference = try await difference("v=spf1 \(old) -all", "v=spf1 \(new) -all")
    let time = clock.now - start
    #expect(!difference.isEqual)
    // Unoptimised, and on a machine that does other things, too; optimised it takes a few milliseconds.
    #expect(time < .seconds(5))
  }
}
