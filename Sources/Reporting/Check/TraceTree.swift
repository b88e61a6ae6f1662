internal import SPF

/// Draws a trace as a tree of terms.
struct TraceTree {
  let client: IPAddress
  let style: TextStyle
  /// Records longer than this are cut in headings; terms are never left out.
  private static let headingLength = 400
  /// So many addresses of one answer are written; of further ones only the number.
  private static let addressesShown = 12

  /// The domain, its record and the TTL.
  static func heading(of trace: RecordTrace, style: TextStyle) -> String {
    let name = trace.domain?.description ?? ""
    guard let lookup = trace.lookup else { return style.bold(name) }
    guard let record = trace.record else {
      let what: String
      switch lookup.answer.status {
      case .records:
        switch lookup.answer.selection {
        case .invalid(_, let text):
          what = Printable.ascii(text.prefix(headingLength)) + (text.count > headingLength ? "…" : "")
        case .several(let count): what = "\(count) SPF records"
        case .none, .record: what = AlmostRecord(in: lookup.answer)?.note ?? "no SPF record"
        }
      case .noData: what = "no TXT record"
      case .noName: what = "does not exist"
      case .failure(let failure): what = failure.description
      }
      return "\(style.bold(name))  \(what)"
    }
    let text = record.description
    let shown = text.count > headingLength ? "\(text.prefix(headingLength))…" : text
    return "\(style.bold(name))  \(shown)  \(style.faint("(TTL \(lookup.answer.ttl))"))"
  }

  /// The terms of `trace`, without the heading.
  func lines(of trace: RecordTrace, guides: TreeGuides = .root) -> [String] {
    let width = min(trace.terms.map(\.text.count).max() ?? 0, 48)
    var lines: [String] = []
    for (position, term) in trace.terms.enumerated() {
      let (lead, inner) = guides.item(isLast: position == trace.terms.count - 1)
      lines.append(lead + line(of: term, in: trace, width: width))
      lines += term.lookups.map { "\(inner.indent)    \(style.faint(describe($0)))" }
      if let nested = term.nested {
        lines.append("\(inner.indent)\(Self.heading(of: nested, style: style))")
        lines += self.lines(of: nested, guides: inner)
      }
    }
    // Without terms the heading has said it.
    if let problem = trace.problem, !trace.terms.isEmpty {
      lines.append("\(guides.indent)\(style.bad("! \(problem)"))")
    }
    return lines
  }

  private func line(of term: TermTrace, in trace: RecordTrace, width: Int) -> String {
    let padding = String(repeating: " ", count: max(0, width - term.text.count))
    let verdict: String
    switch term.verdict {
    case .match: verdict = style.bold("match    ")
    case .noMatch: verdict = "no match "
    case .error: verdict = style.bad("error    ")
    case .notReached: verdict = style.faint("–        ")
    case .ignored: verdict = style.faint("ignored  ")
    }
    var text = "\(term.text)\(padding)  \(verdict)\(term.reason)"
    if term.verdict == .match, let directive = trace.record?.terms[term.termIndex].directive {
      text += " → \(style.bold(directive.qualifier.result.rawValue))"
    }
    if let target = term.targetName, term.nested == nil, term.text.contains("%"),
      !term.reason.contains(target.description)
    {
      text += " (\(target))"
    }
    if let number = term.lookupNumber { text += style.faint("  [lookup \(number)]") }
    return text
  }

  private func describe(_ lookup: LookupTrace) -> String {
    let answer: String
    switch lookup.answer.status {
    case .noData: answer = "none"
    case .noName: answer = "does not exist"
    case .failure(let failure): answer = failure.description
    case .records:
      switch lookup.answer.records {
      case .none: answer = "none"
      case .addresses(let list): answer = join(list.map(\.description))
      case .mailExchanges(let list): answer = join(list.map { "\($0.preference) \($0.exchange)" })
      case .names(let list): answer = join(list.map(\.description))
      case .texts(let list): answer = join(list.map { "\"\(Printable.ascii($0.joined.prefix(120)))\"" })
      }
    }
    let void = lookup.isVoid ? ", void" : ""
    if case .failure = lookup.answer.status { return "\(lookup.question): \(answer)" }
    return "\(lookup.question): \(answer) (TTL \(lookup.answer.ttl)\(void))"
  }

  private func join(_ items: [String]) -> String {
    let shown = items.prefix(Self.addressesShown).joined(separator: ", ")
    return items.count > Self.addressesShown
      ? "\(shown) and \(items.count - Self.addressesShown) more" : shown
  }
}
