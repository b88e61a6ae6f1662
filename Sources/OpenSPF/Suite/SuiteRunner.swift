public import SPF

/// Runs suites.
public struct SuiteRunner: Sendable {
  private let evaluator: Evaluator

  /// A runner that evaluates under `limits`.
  public init(limits: Limits = .rfc7208) {
    evaluator = Evaluator(limits: limits)
  }

  /// Evaluates the MAIL FROM identity of every test of a scenario, the null one as section 2.4 has it.
  public func run(_ scenario: SuiteScenario) async -> [SuiteOutcome] {
    var outcomes: [SuiteOutcome] = []
    for test in scenario.tests {
      let request = CheckRequest(.mailFrom(test.mailFrom, helo: test.helo), client: test.client)
      let outcome = await evaluator.check(request, resolver: scenario.zone)
      outcomes.append(SuiteOutcome(scenario: scenario.description, test: test, outcome: outcome))
    }
    return outcomes
  }
}
