internal import Reporting
internal import SPF

/// A record with its terms, as the template `tree` draws it.
struct TreeModel: Sendable {
  /// A term.
  struct Item: Sendable {
    let text: String
    /// The class: `yes`, `stop`, `idle`, or none.
    let state: String
    let sign: String
    let outcome: String
    let lesson: String
    /// Which of the ten lookups it is; empty if none.
    let lookup: String
    /// What DNS answered.
    let answers: [String]
    let nested: [TreeModel]
  }

  let domain: String
  /// The words of the record.
  let record: [CodeWords.Word]
  /// What is to be said of the whole record; empty for nothing.
  let remark: String
  let items: [Item]

  private static let mostAnswers = 12
  /// So many terms of a record are shown.
  private static let mostTerms = 250
  private static let longestText = 600

  /// What a check did with the record of `trace`.
  init(_ trace: RecordTrace, language: Language) {
    domain = trace.domain?.description ?? ""
    record = CodeWords.of(trace.record.map { Self.short(Printable.ascii($0.text)) } ?? "")
    remark = Self.remark(trace.problem, terms: trace.terms.count, language)
    items = trace.terms.prefix(Self.mostTerms).map { term in
      let content = trace.record.flatMap {
        $0.terms.indices.contains(term.termIndex) ? $0.terms[term.termIndex] : nil
      }
      let isPass = content?.directive?.qualifier == .pass
      let (state, sign) =
        switch term.verdict {
        case .match: (isPass ? "yes" : "stop", isPass ? "✓" : "✕")
        case .noMatch: ("", "·")
        case .error: ("stop", "!")
        case .notReached, .ignored: ("idle", "")
        }
      return Item(
        text: Printable.text(term.text), state: state, sign: sign,
        outcome: Printable.text(TermLesson.outcome(term)[language]),
        lesson: content.map { TermLesson.text($0)[language] } ?? "",
        lookup: term.lookupNumber.map { Self.lookup($0, language) } ?? "",
        answers: term.lookups.prefix(Self.mostAnswers).map { Self.text($0) },
        nested: term.nested.map { [TreeModel($0, language: language)] } ?? [])
    }
  }

  /// What the record of `node` authorises.
  init(_ node: RecordSurvey.Node, language: Language) {
    domain = node.domain.description
    record = CodeWords.of(node.record.map { Self.short(Printable.ascii($0.text)) } ?? "")
    remark = Self.remark(node.problem, terms: node.terms.count, language)
    items = node.terms.prefix(Self.mostTerms).map { entry in
      let result = entry.directive?.qualifier.result
      let hosts = entry.networks.filter { $0.host != nil }.prefix(Self.mostAnswers).map {
        "\($0.network)  \($0.host?.description ?? "")  TTL \($0.ttl ?? 0)"
      }
      return Item(
        text: Printable.text(entry.text), state: entry.error == nil ? "" : "stop",
        sign: entry.error == nil ? (result == .pass ? "+" : result == .fail ? "−" : "~") : "!",
        outcome: Printable.text(entry.note ?? ""),
        lesson: "", lookup: entry.lookupNumber.map { Self.lookup($0, language) } ?? "", answers: Array(hosts),
        nested: entry.nested.map { TreeModel($0, language: language) })
    }
  }

  private static func remark(_ problem: Problem?, terms: Int, _ language: Language) -> String {
    let rest = terms - mostTerms
    let count = CountLabel.full(max(0, rest))
    let cut = Phrase("\(count) more terms are not shown", "ほか \(count) 項は省略")
    return [problem.map { ProblemWords.phrase($0)[language] }, rest > 0 ? cut[language] : nil]
      .compactMap(\.self).joined(separator: "; ")
  }

  private static func lookup(_ number: Int, _ language: Language) -> String {
    Phrase("lookup \(number)", "問い合わせ \(number)")[language]
  }

  private static func short(_ text: String) -> String {
    text.count > longestText ? "\(text.prefix(longestText))…" : text
  }

  private static func text(_ lookup: LookupTrace) -> String {
    let answer: String
    switch lookup.answer.status {
    case .noData: answer = "–"
    case .noName: answer = "NXDOMAIN"
    case .failure(let failure): answer = failure.description
    case .records:
      switch lookup.answer.records {
      case .none: answer = "–"
      case .addresses(let list): answer = list.prefix(8).map(\.description).joined(separator: ", ")
      case .mailExchanges(let list):
        answer = list.prefix(8).map { "\($0.preference) \($0.exchange)" }.joined(separator: ", ")
      case .names(let list): answer = list.prefix(8).map(\.description).joined(separator: ", ")
      case .texts(let list):
        answer = list.prefix(4).map { Printable.ascii($0.joined.prefix(120)) }.joined(separator: ", ")
      }
    }
    return Printable.text("\(lookup.question): \(answer)")
  }
}
