internal import Diagnosis
internal import History
internal import SPF

/// A page of cases, those with the latest trouble first.
struct CaseList: Sendable {
  /// The cases, with what they were taken for if anybody has looked.
  let rows: [(summary: SenderSummary, verdict: CaseVerdict?)]
  /// Where the next page begins; nil if this is the last.
  let next: SenderCursor?

  /// Reads a page. Nobody asks DNS for it: verdicts are those at hand.
  static func read(
    _ filter: CaseFilter, store: any HistoryStore, book: CaseBook, widths: NetworkWidths
  ) async throws -> CaseList {
    var networks: [IPNetwork]?
    if let network = filter.network {
      guard let list = widths.networks(within: network) else {
        throw ParameterProblem(
          name: "network",
          expected: Phrase(
            "a network of no more than \(NetworkWidths.mostNetworks) of those that are kept",
            "記録単位で \(NetworkWidths.mostNetworks) 個以内のネットワーク"))
      }
      networks = list
    }
    let found: [SenderSummary]
    if filter.verdict != nil {
      found = await judged(filter, networks.map { Set($0) }, book)
    } else {
      found = try await store.summaries(
        SenderSummaryQuery(
          order: .latestTrouble, domain: filter.domain, networks: networks,
          results: filter.result.map { ResultSet([$0]) }, hours: filter.hours, after: filter.after,
          // One more tells whether there is a next page.
          limit: filter.limit + 1))
    }
    let page = Array(found.prefix(filter.limit))
    let verdicts = await book.verdicts(of: page.map(CaseKey.init))
    return CaseList(
      rows: page.map { ($0, verdicts[CaseKey($0)]) },
      next: found.count > filter.limit ? page.last?.cursor(in: .latestTrouble) : nil)
  }

  /// Those with a verdict are at hand.
  private static func judged(_ filter: CaseFilter, _ networks: Set<IPNetwork>?, _ book: CaseBook) async
    -> [SenderSummary]
  {
    let matching = await book.all.filter { entry in
      entry.verdict?.verdict == filter.verdict && (filter.domain.map { $0 == entry.summary.domain } ?? true)
        && (networks?.contains(entry.summary.network) ?? true)
        && (filter.result.map { entry.summary.results.contains(ResultSet([$0])) } ?? true)
        && filter.hours.contains(entry.summary.troubleHour ?? -1)
    }
    let cursors = matching.map { (summary: $0.summary, cursor: $0.summary.cursor(in: .latestTrouble)) }
    return cursors.filter { item in filter.after.map { item.cursor < $0 } ?? true }
      .sorted { $0.cursor > $1.cursor }.prefix(filter.limit + 1).map(\.summary)
  }
}
