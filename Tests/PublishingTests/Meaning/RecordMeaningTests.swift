import Publishing
import SPF
import TestSupport
import Testing

@Suite struct RecordMeaningTests {
  private static let clients = [
    "192.0.2.0", "192.0.2.1", "192.0.2.2", "192.0.2.7", "192.0.2.15", "192.0.2.200", "198.51.100.3",
    "198.51.100.9", "203.0.113.0", "203.0.113.5", "10.0.0.1", "192.8.0.1", "2001:db8::1", "2001:db8::9",
    "2001:db8:1::", "2001:db8:1::9", "2001:db8:2::1", "2001:db8:2::2", "2001:db9::1", "::1",
  ].map { address($0) }

  /// For random records and addresses the meaning and the evaluator agree: on the result and on the term.
  @Test(arguments: 0..<500) func agreesWithTheEvaluator(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let resolver = TableResolver(lines: RandomZone.lines(&random))
    for number in 0..<RandomZone.nameCount {
      let domain = name("d\(number).example.com")
      let meaning = try await RecordMeaning.of(domain, resolver: resolver)
      for client in Self.clients {
        let outcome = check("alice@\(domain)", from: "\(client)", resolver, isTraced: false)
        let found = meaning.pieces.filter { $0.addresses.contains(client) }
        let isCertain = found.contains { $0.conditions.isEmpty && $0.outcome != .open }
        if isCertain {
          #expect(found.count == 1)
          #expect(found.first?.outcome == .result(outcome.result), "\(domain) \(client)")
          if let origin = outcome.origin {
            #expect(found.first?.place == TermPlace(origin.domain, origin.text))
          }
          #expect(found.first?.problem?.code == outcome.problem?.code)
        } else if !found.contains(where: { $0.outcome == .open }), outcome.result != .temperror {
          #expect(
            found.contains { $0.outcome == .result(outcome.result) }, "\(domain) \(client) \(outcome.result)")
        }
        #expect(!found.isEmpty)
      }
    }
  }

  /// The pieces that only the address decides leave nothing out and do not overlap.
  @Test(arguments: 0..<100) func piecesAreAPartition(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let resolver = TableResolver(lines: RandomZone.lines(&random))
    let meaning = try await RecordMeaning.of(name("d1.example.com"), resolver: resolver)
    var all = NetworkSet()
    for piece in meaning.pieces {
      if piece.conditions.isEmpty { #expect(all.intersection(piece.addresses).isEmpty) }
      all = all.union(piece.addresses)
    }
    #expect(all == .everything)
  }

  @Test func limitsAreKeptForEachAddressByItself() async throws {
    let includes = (0..<11).map { "include:i\($0).example.com" }.joined(separator: " ")
    var lines = (0..<11).map { "i\($0).example.com TXT v=spf1 ip4:198.51.100.\($0)" }
    lines.append("example.com TXT v=spf1 ip4:192.0.2.0/24 \(includes) -all")
    let meaning = try await RecordMeaning.of(name("example.com"), resolver: TableResolver(lines: lines))
    #expect(meaning.addresses(with: .pass).ipv4Count == 256 + 10)
    #expect(meaning.addresses(with: .permerror).ipv4Count == (1 << 32) - 266)
    #expect(meaning.addresses(with: .fail).isEmpty)
  }

  @Test func termsThatNeedAMessageStayByName() async throws {
    let meaning = try await RecordMeaning.of(
      name("example.com"),
      resolver: TableResolver("example.com TXT v=spf1 ip4:192.0.2.1 exists:%{i}._spf.%{d} ip4:192.0.2.2 -all")
    )
    #expect(meaning.remainder.map(\.place.text) == ["exists:%{i}._spf.%{d}"])
    #expect(meaning.remainder.first?.addresses.contains(address("192.0.2.1")) == false)
    #expect(meaning.remainder.first?.addresses.contains(address("192.0.2.2")) == true)
    #expect(meaning.addresses(with: .pass).prefixes.map(\.description) == ["192.0.2.1"])
  }
}
