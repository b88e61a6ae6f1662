internal import Diagnosis
internal import History
internal import SPF

/// What happened lately.
struct Overview: Sendable {
  /// The results, as they are drawn from below.
  static let order: [SPFResult] = [.pass, .neutral, .none, .softfail, .temperror, .permerror, .fail]

  let window: OverviewWindow
  let time: ChartTime
  /// Checks of MAIL FROM by result, for each span.
  let results: [SPFResult: [Int]]
  /// Refusals and deferrals, whichever identity they were for.
  let refused: Int
  /// What was let through only because of monitoring.
  let withheld: Int
  /// The cases active in the time, by verdict, with what was refused of each; nil is those that nobody has looked into.
  let cases: [(verdict: Verdict?, entries: [CaseEntry], refused: Int)]
  /// When cases were looked into last, seconds since 1970; nil if not yet.
  let updated: Int64?

  /// All checks of MAIL FROM.
  var checks: Int { results.values.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The checks with `result`.
  func checks(_ result: SPFResult) -> Int { results[result]?.reduce(0, +) ?? 0 }

  /// Reads it. The store is asked once; cases are those at hand.
  static func read(_ window: OverviewWindow, store: any HistoryStore, book: CaseBook, now: Int64)
    async throws(HistoryError) -> Overview
  {
    let hours = window.hours(now: now)
    let time = ChartTime(hours: hours, step: window.step)
    var results: [SPFResult: [Int]] = [:]
    var refused = 0
    var withheld = 0
    for count in try await store.results(
      ResultQuery(hours: time.start..<hours.upperBound, step: window.step))
    {
      if count.isRefusal { refused += count.count }
      if count.action == .withheld, count.scope == .mailFrom { withheld += count.count }
      guard count.scope == .mailFrom, let index = time.index(of: count.hour) else { continue }
      results[count.result, default: [Int](repeating: 0, count: time.count)][index] += count.count
    }
    let active = await book.all.filter { ($0.summary.troubleHour ?? 0) >= hours.lowerBound }
    let groups = Dictionary(grouping: active) { $0.verdict?.verdict }
    let cases = (Verdict.allCases.map { $0 as Verdict? } + [nil]).compactMap { verdict in
      groups[verdict].map { entries in
        (
          verdict: verdict,
          entries: entries.sorted {
            ($0.refused(since: hours.lowerBound), $0.summary.troubled, $1.summary.domain)
              > ($1.refused(since: hours.lowerBound), $1.summary.troubled, $0.summary.domain)
          }, refused: entries.reduce(0) { $0 + $1.refused(since: hours.lowerBound) }
        )
      }
    }
    return Overview(
      window: window, time: time, results: results, refused: refused, withheld: withheld, cases: cases,
      updated: await book.updated)
  }

  /// The cases of a verdict with most refusals.
  func top(_ verdict: Verdict, _ most: Int = 5) -> [CaseEntry] {
    Array(cases.first { $0.verdict == verdict }?.entries.prefix(most) ?? [])
  }

  /// The first hour.
  var since: Int { time.start }
}
