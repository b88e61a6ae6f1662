public import SPF

/// How one test of a suite went.
public struct SuiteOutcome: Sendable {
  /// The description of the scenario in which the test stands.
  public let scenario: String
  /// The test.
  public let test: SuiteTest
  /// What the evaluation found.
  public let outcome: CheckOutcome

  /// Whether result and explanation are among those that are right.
  public var hasPassed: Bool { isResultRight && isExplanationRight }

  var isResultRight: Bool { test.results.contains(outcome.result) }

  var isExplanationRight: Bool {
    guard outcome.result == .fail else { return true }
    return switch test.explanation {
    case .any: true
    case .receiversOwn: outcome.explanation == nil
    case .text(let text): outcome.explanation?.text == text
    }
  }

  /// One line for a person: what was expected and what was found.
  public var description: String {
    var text =
      "\(hasPassed ? "ok  " : "FAIL") \(Printable.text(scenario)) / \(Printable.text(test.name))"
    guard !hasPassed else { return text }
    if !isResultRight {
      let expected = test.results.map(\.rawValue).joined(separator: " or ")
      text += "\n     expected \(expected), got \(outcome.result)"
      if let problem = outcome.problem { text += " (\(problem))" }
    }
    if !isExplanationRight {
      let expected =
        switch test.explanation {
        case .any, .receiversOwn: "none from the domain"
        case .text(let text): "\"\(Printable.text(text))\""
        }
      text +=
        "\n     expected explanation \(expected), got \(outcome.explanation.map { "\"\($0.text)\"" } ?? "none")"
    }
    if !test.section.isEmpty { text += "\n     see section \(Printable.text(test.section))" }
    return text
  }
}
