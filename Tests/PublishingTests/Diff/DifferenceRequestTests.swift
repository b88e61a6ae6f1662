import Publishing
import SPF
import TestSupport
import Testing

@Suite struct DifferenceRequestTests {
  private func compare(_ old: String, _ new: String, _ lines: String...) async throws -> DifferenceOutcome {
    try await DifferenceRequest(old: old, new: new, domain: nil, saveTo: nil, time: 0).answer(
      over: TableResolver(lines: lines))
  }

  @Test func equalityIsProved() async throws {
    let outcome = try await compare(
      "v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all", "v=spf1 include:one.example -all",
      "one.example TXT v=spf1 ip4:192.0.2.0/24 ?all")
    #expect(outcome.difference?.isEqual == true)
  }

  /// Two misspelt names are not equal in any way that helps.
  @Test func whereNeitherHasARecordNothingIsEqual() async throws {
    let error = await #expect(throws: SourceError.self) {
      try await compare("one.example", "two.example", "two.example A 192.0.2.1")
    }
    #expect(error?.message == "neither has an SPF record")
    // One that is broken is one.
    _ = try await compare("one.example", "two.example", "two.example TXT v=spf1 ipv4:192.0.2.1")
  }

  /// That both sides lack the same answer proves nothing.
  @Test(arguments: ["!timeout", "!servfail"])
  func whatDNSDoesNotAnswerProvesNothing(failure: String) async {
    let error = await #expect(throws: SourceError.self) {
      try await compare(
        "v=spf1 include:ext.example ip4:192.0.2.66 -all", "v=spf1 include:ext.example -all",
        "ext.example TXT \(failure)")
    }
    #expect(error?.description.contains("ext.example TXT") == true)
    #expect(error?.description.contains("nothing can be proved") == true)
  }
}
