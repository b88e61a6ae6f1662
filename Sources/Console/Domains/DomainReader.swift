internal import DNS
internal import History
internal import Linting
internal import PageSettings
internal import Reporting
internal import SPF

/// Reads what is known of domains.
struct DomainReader: Sendable {
  let store: (any HistoryStore)?
  let resolver: any ImmediateResolver
  let limits: LookupLimits

  private static let mostVersions = 100
  private static let mostChanges = 6
  static let mostSenders = 50

  /// What is known of `domain`. All that it asks DNS is within one budget.
  func file(_ domain: DomainName) async -> DomainFile {
    let name = HistoryText.domain(domain)
    let desk = QuestionDesk(
      BudgetResolver(resolver, queries: limits.queries), limit: 8, patience: .seconds(3), time: limits.time,
      clock: ContinuousClock())
    let (records, senders, trouble) = await past(name)
    let survey = await RecordSurvey.survey(domain, resolver: desk)
    let report = await Linter(time: limits.time).lint(domain, resolver: desk)
    let changes = await RecordDiffer(resolver: desk, time: limits.time).changes(
      of: records, most: Self.mostChanges)
    return DomainFile(
      domain: name, survey: survey, report: report, records: records, changes: changes, senders: senders,
      trouble: trouble)
  }

  /// What history knows, or why it cannot be read: what DNS says is worth a page without it.
  private func past(_ name: String) async -> ([RecordVersion], [SenderSummary], HistoryError?) {
    guard let store else { return ([], [], nil) }
    do throws(HistoryError) {
      return (
        try await store.records(of: name, limit: Self.mostVersions),
        try await store.summaries(SenderSummaryQuery(order: .latest, domain: name, limit: Self.mostSenders)),
        nil
      )
    } catch {
      return ([], [], error)
    }
  }
}
