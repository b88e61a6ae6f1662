internal import SPF

/// A survey drawn for a person at a shell.
public struct SurveyText {
  private let survey: RecordSurvey
  private let style: TextStyle

  /// The drawing of `survey`.
  public init(_ survey: RecordSurvey, style: TextStyle = .plain) {
    self.survey = survey
    self.style = style
  }

  /// The tree, then every network authorised, then the budget.
  public var full: String {
    var lines = [heading(of: survey.root)]
    lines += mark(in: survey.root, indent: "")
    lines += self.lines(of: survey.root, guides: .root)
    let authorised = survey.authorised
    lines.append("")
    if authorised.isEmpty {
      lines.append("No network is authorised by address.")
    } else {
      lines.append("Authorised networks (\(authorised.count)):")
      let width = authorised.map { $0.network.network.description.count }.max() ?? 0
      for item in authorised {
        let text = item.network.network.description
        let host = item.network.host.map { ", \($0)" } ?? ""
        let ttl = item.network.ttl.map { ", TTL \($0)" } ?? ""
        lines.append(
          "  \(text)\(String(repeating: " ", count: width - text.count))  \(item.term) of \(item.domain)\(host)\(ttl)"
        )
      }
    }
    lines += ["", budget]
    if let trouble = survey.trouble, !trouble.isForAll {
      lines.append(
        style.bad("! \(trouble.result) for a check that no earlier term matches: \(trouble.text)"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var budget: String {
    let limits = Limits.rfc7208
    let lookups = "Lookups \(survey.lookups)/\(limits.lookups)"
    let voids = "void lookups \(survey.voidLookups)/\(limits.voidLookups)"
    var line = survey.lookups > limits.lookups ? style.bad("\(lookups), too many: permerror") : lookups
    line +=
      ", " + (survey.voidLookups > limits.voidLookups ? style.bad("\(voids), too many: permerror") : voids)
    if survey.leastTTL != .max { line += ", least TTL \(survey.leastTTL) s" }
    if survey.isIncomplete { line += " (not everything was looked up)" }
    return line
  }

  private func heading(of node: RecordSurvey.Node) -> String {
    let name = style.bold(node.domain.description)
    guard let record = node.record else {
      // That the domain is this one need not be said twice.
      if let almost = AlmostRecord(in: node.answer) { return "\(name)  \(style.bad(almost.note))" }
      let problem = node.problem?.description ?? "no record"
      let domain = "\(node.domain.description) "
      let text = problem.hasPrefix(domain) ? String(problem.dropFirst(domain.count)) : problem
      return "\(name)  \(style.bad(text))"
    }
    return "\(name)  \(record)  \(style.faint("(TTL \(node.answer.ttl))"))"
  }

  /// A record with a syntax error, the place marked beneath.
  private func mark(in node: RecordSurvey.Node, indent: String) -> [String] {
    guard case .invalid(let error, let text) = node.answer.selection else { return [] }
    return (SyntaxMark.lines(error, in: text) + ["    Remedy: \(error.remedy)"]).map { indent + $0 }
  }

  private func lines(of node: RecordSurvey.Node, guides: TreeGuides) -> [String] {
    var lines: [String] = []
    for (position, entry) in node.terms.enumerated() {
      let (lead, inner) = guides.item(isLast: position == node.terms.count - 1)
      var line = lead + entry.text
      if let number = entry.lookupNumber { line += style.faint("  [lookup \(number)]") }
      if let note = entry.note { line += "  \(note)" }
      if entry.directive?.mechanism == .all, entry.matchesEveryClient,
        let result = entry.directive?.qualifier.result
      {
        line += "  everything else: \(style.bold(result.rawValue))"
      }
      lines.append(line)
      for network in entry.networks where network.host != nil {
        let host = network.host.map { "\($0), " } ?? ""
        lines.append(
          "\(inner.indent)    \(style.faint("\(network.network)  (\(host)TTL \(network.ttl ?? 0))"))")
      }
      for nested in entry.nested {
        lines.append(inner.indent + heading(of: nested))
        lines += mark(in: nested, indent: inner.indent)
        lines += self.lines(of: nested, guides: inner)
      }
    }
    return lines
  }
}
