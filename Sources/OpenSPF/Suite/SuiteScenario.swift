public import DNS

/// A scenario of a suite: tests that share zone data.
public struct SuiteScenario: Sendable {
  /// What it is about.
  public let description: String
  /// The tests in the order of the file.
  public let tests: [SuiteTest]
  /// What DNS answers.
  public let zone: ZoneResolver
}
