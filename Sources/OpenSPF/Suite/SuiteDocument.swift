internal import SPF

/// The JSON form of a run of suites.
public struct SuiteDocument: Encodable, Sendable {
  struct Test: Encodable, Sendable {
    let file: String
    let scenario: String
    let test: String
    let passed: Bool
    let expected: [SPFResult]
    let result: SPFResult
    let explanation: String?
    let problem: String?
  }

  let passed: Int
  let failed: Int
  let tests: [Test]

  /// The document of the outcomes of each file.
  public init(_ outcomes: [(file: String, outcomes: [SuiteOutcome])]) {
    tests = outcomes.flatMap { file, outcomes in
      outcomes.map {
        Test(
          file: file, scenario: $0.scenario, test: $0.test.name, passed: $0.hasPassed,
          expected: $0.test.results,
          result: $0.outcome.result, explanation: $0.outcome.explanation?.text,
          problem: $0.outcome.problem?.description)
      }
    }
    passed = tests.count { $0.passed }
    failed = tests.count - passed
  }
}
