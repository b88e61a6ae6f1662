internal import Diagnosis
internal import Reporting
internal import SPF

/// What happened lately, for a program.
struct OverviewDocument: Encodable, Sendable {
  struct Span: Encodable, Sendable {
    let start: String
    let results: [String: Int]
  }

  struct Group: Encodable, Sendable {
    /// Null for cases that nobody has looked into.
    let verdict: Nullable<String>
    let cases: Int
    let refused: Int
    let top: [CaseRowDocument]
  }

  private static let mostTop = 10

  let window: OverviewWindow
  let hoursPerSpan: Int
  let spans: [Span]
  let checks: Int
  let refused: Int
  let withheld: Int
  let verdicts: [Group]
  let casesUpdated: Nullable<String>

  init(_ overview: Overview) {
    window = overview.window
    hoursPerSpan = overview.time.step
    spans = (0..<overview.time.count).map { index in
      var results: [String: Int] = [:]
      for (result, counts) in overview.results where counts[index] > 0 {
        results[result.rawValue] = counts[index]
      }
      return Span(start: CivilTime(Int64(overview.time.hour(index)) * 3600).machine, results: results)
    }
    checks = overview.checks
    refused = overview.refused
    withheld = overview.withheld
    verdicts = overview.cases.map { group in
      Group(
        verdict: Nullable(group.verdict?.rawValue), cases: group.entries.count, refused: group.refused,
        top: group.entries.prefix(Self.mostTop).map { CaseRowDocument($0.summary, $0.verdict) })
    }
    casesUpdated = Nullable(overview.updated.map { CivilTime($0).machine })
  }
}
