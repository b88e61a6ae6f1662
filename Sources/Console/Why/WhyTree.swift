internal import Diagnosis
internal import SPF

/// A record as it was evaluated, as a list of lists for the template `branch`; with a mark at the place where the
/// client would have to stand.
struct WhyTree {
  /// One term, with what lies behind it. Nothing in it is optional: a template takes what an item has not from the item
  /// around it.
  struct Item: Sendable {
    /// The class of its colour: `idle`, `stop`, `yes`, `gap`, or `none`.
    let mark: String
    let sign: String
    /// The words of the term, or of several.
    let words: [CodeWords.Word]
    let why: String
    let hasTerm: Bool
    /// The domain of the record behind the term, and that record.
    let domain: String
    let items: [Item]
    let isNested: Bool

    init(
      _ mark: String, sign: String, term: String? = nil, why: String, domain: String = "", items: [Item] = []
    ) {
      self.mark = mark
      self.sign = sign
      words = CodeWords.of(term ?? "")
      self.why = why
      hasTerm = !words.isEmpty
      self.domain = domain
      self.items = items
      isNested = !items.isEmpty
    }
  }

  let finding: WhyFinding
  let language: Language

  /// Terms of one record that are shown; those in the middle of a longer one are counted.
  private static let mostTerms = 24
  private static let longestTerm = 160
  private static let mostDepth = 10

  /// The record of the domain that was checked.
  var items: [Item] {
    guard let trace = finding.outcome.trace else { return [] }
    return items(of: trace, depth: 0)
  }

  private func items(of trace: RecordTrace, depth: Int) -> [Item] {
    guard let record = trace.record else {
      return trace.problem.map { [problem($0)] } ?? []
    }
    var items: [Item] = []
    let gap = depth == 0 ? gapIndex(record) : nil
    let kept = shown(trace, gap: gap)
    var left = 0
    for (position, term) in trace.terms.enumerated() {
      if position == gap { items.append(gapItem) }
      guard kept.contains(position) else {
        left += 1
        if !kept.contains(position + 1) || position == trace.terms.count - 1 {
          if position == trace.terms.count - 1 || kept.contains(position + 1) { items.append(rest(left)) }
        } else {
          items.append(rest(left))
          left = 0
        }
        continue
      }
      left = 0
      items.append(item(term, record, depth: depth))
    }
    if let gap, gap >= trace.terms.count { items.append(gapItem) }
    if trace.result == .neutral, !trace.terms.contains(where: { $0.verdict == .match }) {
      items.append(
        Item(
          "stop", sign: "?", term: Phrase("(end)", "(終わり)")[language],
          why: Phrase("nothing matched, and the record does not say what then", "一致する項がなく、その場合の指定もありません")[
            language]))
    }
    if let problem = trace.problem, !trace.terms.contains(where: { $0.verdict == .error }) {
      items.append(self.problem(problem))
    }
    return items
  }

  /// The terms that are shown: the first ones, the last ones, and those that decided or lead on.
  private func shown(_ trace: RecordTrace, gap: Int?) -> Set<Int> {
    let count = trace.terms.count
    guard count > Self.mostTerms else { return Set(0..<count) }
    let half = Self.mostTerms / 2
    var kept = Set(0..<half).union((count - half)..<count)
    for (index, term) in trace.terms.enumerated() where term.verdict == .match || term.verdict == .error {
      kept.insert(index)
    }
    if let gap, gap > 0 { kept.insert(gap - 1) }
    return kept
  }

  private func rest(_ count: Int) -> Item {
    Item(
      "idle", sign: "…",
      why: Phrase("\(count) more terms that decide nothing", "判定に関わらない項がほかに \(count) 個")[language])
  }

  private func item(_ term: TermTrace, _ record: SPFRecord, depth: Int) -> Item {
    let words = TermWords(term: term, record: record, client: finding.question.client)
    let nested = depth < Self.mostDepth ? term.nested : nil
    return Item(
      words.mark, sign: words.sign, term: Self.cut(term.text), why: words.reason[language],
      domain: nested?.domain?.description ?? "", items: nested.map { items(of: $0, depth: depth + 1) } ?? [])
  }

  private func problem(_ problem: Problem) -> Item {
    Item(
      "stop", sign: "!", term: problem.term.map { Self.cut($0) },
      why: ProblemWords.phrase(problem, naming: false)[language])
  }

  private static func cut(_ text: String) -> String {
    let text = Printable.text(text)
    return text.count > longestTerm ? "\(text.prefix(longestTerm))…" : text
  }

  /// Before which term the client would have to stand; the number of terms for the end; nil where that is no question.
  private func gapIndex(_ record: SPFRecord) -> Int? {
    switch finding.situation {
    case .stale, .undecided, .forged, .forwarded: break
    default: return nil
    }
    return record.terms.firstIndex { $0.directive?.mechanism == .all } ?? record.redirectIndex
      ?? record.terms.count
  }

  private var gapItem: Item {
    let client = finding.question.client
    let terms = finding.edit?.terms.joined(separator: " ") ?? ""
    let why: Phrase
    switch finding.situation {
    case .stale, .undecided:
      why = Phrase("here \(client) would have to stand, and it does not", "ここに \(client) があるはずですが、ありません")
    default: why = Phrase("\(client) is not listed up to here", "ここまでに \(client) はありません")
    }
    return Item("gap", sign: "✗", term: Self.cut(terms), why: why[language])
  }
}
