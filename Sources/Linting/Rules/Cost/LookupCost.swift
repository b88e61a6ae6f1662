internal import Reporting
internal import SPF

/// The lookups that a check makes which nothing stops before the end.
struct LookupCost {
  /// The terms of a record that evaluation can reach, each with what it and everything below it costs.
  let entries: [(entry: RecordSurvey.Entry, cost: Int)]

  init(_ node: RecordSurvey.Node) {
    entries = Self.reached(node).map { ($0, Self.cost($0)) }
  }

  var total: Int { entries.reduce(0) { $0 + $1.cost } }

  private static func cost(_ entry: RecordSurvey.Entry) -> Int {
    guard entry.lookupNumber != nil else { return 0 }
    return 1 + entry.nested.reduce(0) { $0 + LookupCost($1).total }
  }

  /// Terms behind `all` are never evaluated, and neither is `redirect` beside it.
  static func reached(_ node: RecordSurvey.Node) -> [RecordSurvey.Entry] {
    guard let all = node.terms.firstIndex(where: { $0.directive?.mechanism == .all }) else {
      return node.terms
    }
    return node.terms[..<all].filter { $0.directive != nil }
  }
}
