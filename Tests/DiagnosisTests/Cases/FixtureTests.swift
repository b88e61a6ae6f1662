import Testing

@testable import Diagnosis

@Suite struct FixtureTests {
  @Test func thereAreFixtures() {
    #expect(FixtureCase.all.count == 28)
  }

  @Test(arguments: FixtureCase.all)
  func verdictIsThatOfACarefulPerson(item: FixtureCase) async throws {
    let verdicts = item.verdicts(try await item.diagnose())
    #expect(!verdicts.isEmpty)
    #expect(verdicts.count { item.labels.contains($0) } * 2 > verdicts.count, "\(verdicts)")
  }

  @Test(arguments: FixtureCase.all)
  func innocentMailIsNotCalledForged(item: FixtureCase) async throws {
    guard !item.labels.contains("forged") else { return }
    #expect(!item.verdicts(try await item.diagnose()).contains("forged"))
  }

  private static let renamings = [
    Renaming(
      shift: 3, networks: [("192.0.2", "45.66.77"), ("198.51.100", "80.90.101"), ("203.0.113", "146.7.8")],
      prefix: "2a0e:b107:", mask: 0),
    Renaming(
      shift: 11, networks: [("192.0.2", "203.7.9"), ("198.51.100", "193.8.8"), ("203.0.113", "61.2.3")],
      prefix: "2c0f:f530:", mask: 0x40),
    Renaming(
      shift: 20, networks: [("192.0.2", "8.20.30"), ("198.51.100", "131.5.6"), ("203.0.113", "217.4.4")],
      prefix: "2600:1f14:", mask: 0x80),
  ]

  /// Nothing may depend on a name or an address that happens to occur.
  @Test(arguments: FixtureCase.all, 0..<3)
  func renamingChangesNoVerdict(item: FixtureCase, renaming: Int) async throws {
    let renamed = Self.renamings[renaming].apply(item)
    #expect(renamed.log != item.log)
    let before = try await item.diagnose()
    let after = try await renamed.diagnose()
    #expect(after.cases.map(\.verdict) == before.cases.map(\.verdict), "\(renamed.zone)")
    for (one, other) in zip(before.cases, after.cases) {
      #expect(Set(one.evidence.map(\.evidence.code)) == Set(other.evidence.map(\.evidence.code)))
      #expect(abs(one.confidence - other.confidence) < 0.01)
    }
  }
}
