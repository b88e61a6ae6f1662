internal import DNS
internal import History
internal import Linting
internal import Reporting
internal import SPF

/// Reads what is known of domains.
struct DomainReader: Sendable {
  let store: (any HistoryStore)?
  let resolver: any Resolver
  let differ: RecordDiffer
  let gate: Gate

  /// The time for all questions to DNS.
  private static let time = Duration.seconds(8)
  private static let mostVersions = 100
  private static let mostChanges = 6
  static let mostSenders = 50

  /// What is known of `domain`.
  func file(_ domain: DomainName) async throws -> DomainFile {
    try await gate.pass {
      let name = HistoryText.domain(domain)
      let desk = QuestionDesk(
        resolver, limit: 8, patience: .seconds(3), time: Self.time, clock: ContinuousClock())
      let records = try await store?.records(of: name, limit: Self.mostVersions) ?? []
      let senders =
        try await store?.summaries(
          SenderSummaryQuery(order: .latest, domain: name, limit: Self.mostSenders)) ?? []
      let survey = await RecordSurvey.survey(domain, resolver: desk)
      let report = await Linter(time: Self.time).lint(domain, resolver: desk)
      return DomainFile(
        domain: name, survey: survey, report: report, records: records,
        changes: await differ.changes(of: records, most: Self.mostChanges), senders: senders)
    }
  }
}
