internal import Reporting

/// Goes through the records of a survey.
enum TreeWalk {
  /// Calls `body` with `node` and each record below it.
  static func visit(_ node: RecordSurvey.Node, _ body: (RecordSurvey.Node) -> Void) {
    body(node)
    for entry in node.terms {
      for nested in entry.nested { visit(nested, body) }
    }
  }
}
