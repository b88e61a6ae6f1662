public import SPF

/// A check explained to a person at a shell.
public struct CheckText {
  private let outcome: CheckOutcome
  private let limits: Limits
  private let style: TextStyle

  /// The explanation of `outcome`, which was evaluated under `limits`.
  public init(_ outcome: CheckOutcome, limits: Limits, style: TextStyle = .plain) {
    self.outcome = outcome
    self.limits = limits
    self.style = style
  }

  /// The verdict alone: the result and one sentence.
  public var verdict: String {
    "\(colored(outcome.result)): \(CheckSentence.text(outcome))"
  }

  /// The verdict, the record as a tree, the budget; for a fail what the domain says and the nearest miss.
  public var full: String {
    var lines = [verdict, "", identityLine]
    if let trace = outcome.trace, trace.lookup != nil {
      lines += ["", heading(of: trace)]
      lines += TraceTree(client: outcome.client, style: style).lines(of: trace)
    }
    lines += ["", budgetLine]
    if let explanation = outcome.explanation {
      lines.append(
        "\(explanation.domain) explains: \"\(explanation.text)\"\(explanation.isTruncated ? " (cut)" : "")")
    }
    if let hint = missLine { lines.append(hint) }
    if case .syntax(let error)? = outcome.problem?.code {
      if let text = outcome.trace.flatMap({ SyntaxMark.text(of: error, in: $0) }) {
        lines += SyntaxMark.lines(error, in: text)
      }
      lines.append("Remedy: \(error.remedy)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var identityLine: String {
    let identity = outcome.identity
    let helo = Printable.text(identity.helo)
    switch identity.scope {
    case .helo: return "Checked: HELO \(helo), client \(outcome.client)"
    case .mailFrom:
      let sender =
        identity.isNullSender ? "<> (as \(Printable.text(identity.sender)))" : Printable.text(identity.sender)
      return "Checked: MAIL FROM \(sender)\(helo.isEmpty ? "" : ", HELO \(helo)"), client \(outcome.client)"
    }
  }

  private func heading(of trace: RecordTrace) -> String {
    TraceTree.heading(of: trace, style: style)
  }

  private var budgetLine: String {
    let counters = outcome.counters
    var line =
      "Lookups \(counters.lookups)/\(limits.lookups), void lookups \(counters.voidLookups)/\(limits.voidLookups)"
    if let ttl = outcome.ttl, outcome.result != .temperror { line += ", the result holds for \(ttl) s" }
    return line
  }

  private var missLine: String? {
    guard [.fail, .softfail, .neutral].contains(outcome.result), let trace = outcome.trace,
      let miss = NearestMiss.find(in: trace, client: outcome.client)
    else { return nil }
    let whose = miss.domain == outcome.identity.domain ? "" : " of \(miss.domain)"
    return
      "Nearest miss: \(miss.network) is authorised (\(miss.term)\(whose)); you came from \(outcome.client)."
  }

  private func colored(_ result: SPFResult) -> String {
    switch result {
    case .pass: style.good(style.bold(result.rawValue))
    case .fail, .permerror, .temperror: style.bad(style.bold(result.rawValue))
    case .softfail, .neutral, .none: style.bold(result.rawValue)
    }
  }
}
