internal import Reporting
internal import SPF

/// Goes through the records of a survey.
enum TreeWalk {
  /// Calls `body` with `node` and each record below it.
  static func visit(_ node: RecordSurvey.Node, _ body: (RecordSurvey.Node) -> Void) {
    body(node)
    for entry in node.terms {
      for nested in entry.nested { visit(nested, body) }
    }
  }

  /// The records below a term, outermost first.
  static func below(_ entry: RecordSurvey.Entry) -> [RecordSurvey.Node] {
    var out: [RecordSurvey.Node] = []
    for nested in entry.nested { visit(nested) { out.append($0) } }
    return out
  }

  /// The networks that pass by the records below a term.
  static func passing(_ entry: RecordSurvey.Entry) -> [IPNetwork] {
    entry.nested.flatMap { node in
      LookupCost.reached(node).filter { $0.directive?.qualifier ?? .pass == .pass }.flatMap {
        $0.networks.map(\.network) + passing($0)
      }
    }
  }
}
