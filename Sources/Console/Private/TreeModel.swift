internal import Reporting
internal import SPF

/// A record with its terms, as the template `tree` draws it.
struct TreeModel: Sendable {
  /// A term.
  struct Item: Sendable {
    let text: String
    /// The class: `yes`, `stop`, `idle`, nil for none.
    let state: String?
    let sign: String
    let outcome: String?
    let lesson: String?
    /// Which of the ten lookups it is; nil if none.
    let lookup: String?
    /// What DNS answered.
    let answers: [String]
    let nested: [TreeModel]
  }

  let domain: String
  let record: String?
  /// What is to be said of the whole record; nil for nothing.
  let remark: String?
  let items: [Item]

  private static let mostAnswers = 12
  private static let longestText = 600

  /// What a check did with the record of `trace`.
  init(_ trace: RecordTrace, language: Language) {
    domain = trace.domain?.description ?? ""
    record = trace.record.map { Self.short(Printable.ascii($0.text)) }
    remark = trace.problem.map { Printable.text($0.description) }
    items = trace.terms.map { term in
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
        text: Printable.text(term.text), state: state.orNil, sign: sign,
        outcome: Printable.text(TermLesson.outcome(term)[language]),
        lesson: content.map { TermLesson.text($0)[language] },
        lookup: term.lookupNumber.map { Self.lookup($0, language) },
        answers: term.lookups.prefix(Self.mostAnswers).map { Self.text($0) },
        nested: term.nested.map { [TreeModel($0, language: language)] } ?? [])
    }
  }

  /// What the record of `node` authorises.
  init(_ node: RecordSurvey.Node, language: Language) {
    domain = node.domain.description
    record = node.record.map { Self.short(Printable.ascii($0.text)) }
    remark = node.problem.map { Printable.text($0.description) }
    items = node.terms.map { entry in
      let result = entry.directive?.qualifier.result
      let hosts = entry.networks.filter { $0.host != nil }.prefix(Self.mostAnswers).map {
        "\($0.network)  \($0.host?.description ?? "")  TTL \($0.ttl ?? 0)"
      }
      return Item(
        text: Printable.text(entry.text), state: entry.error == nil ? nil : "stop",
        sign: entry.error == nil ? (result == .pass ? "+" : result == .fail ? "−" : "~") : "!",
        outcome: entry.note.map { Printable.text($0) },
        lesson: nil, lookup: entry.lookupNumber.map { Self.lookup($0, language) }, answers: Array(hosts),
        nested: entry.nested.map { TreeModel($0, language: language) })
    }
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
