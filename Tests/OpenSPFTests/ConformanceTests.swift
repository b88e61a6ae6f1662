import DNS
import Foundation
import OpenSPF
import SPF
import Testing

/// The suite of the OpenSPF project for RFC 7208, explanations included.
@Suite struct ConformanceTests {
  static func scenarios() throws -> [SuiteScenario] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/rfc7208-tests", withExtension: "yml"))
    return try SuiteReader(file: "rfc7208-tests.yml").scenarios(String(contentsOf: url, encoding: .utf8))
  }

  @Test func holdsTheWholeSuite() throws {
    let scenarios = try Self.scenarios()
    #expect(scenarios.count == 16)
    #expect(scenarios.map(\.tests.count).reduce(0, +) == 203)
  }

  @Test(arguments: try ConformanceTests.scenarios().map(\.description))
  func passes(scenario: String) async throws {
    let scenario = try #require(try Self.scenarios().first { $0.description == scenario })
    for outcome in await SuiteRunner().run(scenario) {
      #expect(outcome.hasPassed, "\(outcome.description)")
    }
  }

  /// The same through a cache with its plans: the second check goes by a plan where there can be one.
  @Test func passesThroughTheCache() async throws {
    for scenario in try Self.scenarios() {
      let cache = CachingResolver(scenario.zone)
      for test in scenario.tests {
        let request = CheckRequest(.mailFrom(test.mailFrom, helo: test.helo), client: test.client)
        _ = await Evaluator().check(request, resolver: cache)
        for _ in 0..<2 {
          // What has a TTL of 0 is not kept.
          guard let outcome = Evaluator().checkAtHand(request, resolver: cache) else { continue }
          #expect(test.results.contains(outcome.result), "\(test.name)")
        }
      }
    }
  }

  /// The same through the trace, whose building must not change a result.
  @Test func passesWithTraces() async throws {
    for scenario in try Self.scenarios() {
      for test in scenario.tests {
        let request = CheckRequest(
          .mailFrom(test.mailFrom, helo: test.helo), client: test.client, isTraced: true)
        let outcome = await Evaluator().check(request, resolver: scenario.zone)
        #expect(test.results.contains(outcome.result), "\(test.name)")
        #expect(outcome.trace?.result == outcome.result, "\(test.name)")
      }
    }
  }
}
