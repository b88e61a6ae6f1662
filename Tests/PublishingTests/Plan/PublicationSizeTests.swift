import Publishing
import SPF
import TestSupport
import Testing

@Suite struct PublicationSizeTests {
  /// A record of this many networks, each of 21 octets.
  private static func record(_ networks: Int) -> String {
    "v=spf1 " + (0..<networks).map { "ip4:198.51.100.\($0 + 100)/32 " }.joined() + "-all"
  }

  private static func change(
    _ record: String, others: [String] = [], allowsLarge: Bool = false
  ) async throws -> RecordChange {
    let published = PublishedTexts(
      domain: PlanFixture.domain, zone: PlanFixture.domain, texts: ([record] + others).map { TextRecord($0) },
      ttl: 3600, servers: [], isAuthoritative: true)
    return try await ChangeMaker(published, resolver: TableResolver(), allowsLarge: allowsLarge).change(
      adding: ["203.0.113.25"], removing: [])
  }

  @Test func aShortRecordIsNotSpokenOf() async throws {
    #expect(try await Self.change(Self.record(15)).warnings.isEmpty)
  }

  @Test func whatNeedsEDNSIsSaid() async throws {
    let long = try await Self.change(Self.record(22)).warnings
    #expect(long.contains { $0.hasPrefix("The record has 512 octets; RFC 7208 section 3.4") })
    // RFC 7208 section 3.4 speaks of all TXT records of the name.
    let others = try await Self.change(Self.record(2), others: [String(repeating: "x", count: 400)]).warnings
    #expect(others.count == 1)
    #expect(others[0].hasSuffix("which needs EDNS or TCP."))
  }

  @Test func whatOnlyTCPCarriesIsRefusedUnlessAllowed() async throws {
    let text = [String(repeating: "x", count: 1100)]
    let error = await #expect(throws: PlanError.self) { try await Self.change(Self.record(2), others: text) }
    #expect(error?.message.contains("octets (1230 now): more than 1232") == true, "\(error?.message ?? "")")
    #expect(error?.remedy.contains("--allow-large") == true)
    let change = try await Self.change(Self.record(2), others: text, allowsLarge: true)
    #expect(change.warnings.contains { $0.hasSuffix("(1230 now), which needs TCP.") })
    // Who needs TCP already needs nothing new.
    let large = [String(repeating: "x", count: 2000)]
    #expect(try await Self.change(Self.record(2), others: large).warnings.count == 1)
  }

  @Test func whatNoMessageCarriesIsRefusedAlways() async throws {
    let text = [String(repeating: "x", count: 65_200)]
    let error = await #expect(throws: PlanError.self) {
      try await Self.change(Self.record(2), others: text, allowsLarge: true)
    }
    #expect(error?.message.contains("a message of DNS has at most 65535") == true)
  }

  /// An update holds the records twice: those required, and those published.
  @Test func anUpdateThatIsTooLargeIsRefused() async throws {
    let published = PublishedTexts(
      domain: PlanFixture.domain, zone: PlanFixture.domain,
      texts: [TextRecord(Self.record(2)), TextRecord(String(repeating: "x", count: 33_000))], ttl: 3600,
      servers: [], isAuthoritative: true)
    let plan = try await PlanFixture.plan(
      published, adding: ["203.0.113.25"], removing: [], timing: PlanTiming(now: 0))
    let script = try #require(try StepScript(plan, .add))
    #expect(throws: PlanError.self) { try script.nsupdate }
    #expect(script.zoneLines.contains("ip4:203.0.113.25"))
  }
}
