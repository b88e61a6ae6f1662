internal import SPF

/// What is remembered of a domain.
public struct DomainHistory: Sendable, Hashable {
  /// The domain.
  public let domain: String
  /// The versions of its record, the first seen first.
  public let records: [RecordVersion]
  /// Who sent for it, the last seen first.
  public let senders: [SenderHistory]
  /// Whether there is more than was read.
  public let isCut: Bool

  /// So many versions of a record are read.
  public static let mostRecords = 1000
  /// So many days of senders.
  public static let mostDays = 100_000

  /// Reads what `store` has of `domain`, of senders from the hour `since` on.
  public static func read(_ domain: String, since: Int = 0, from store: any HistoryStore)
    async throws(HistoryError) -> DomainHistory
  {
    let records = try await store.records(of: domain, limit: mostRecords)
    let days = try await store.senders(SenderQuery(domain: domain, since: since, limit: mostDays))
    return DomainHistory(
      domain: domain, records: records, days: days,
      isCut: records.count >= mostRecords || days.count >= mostDays)
  }

  init(domain: String, records: [RecordVersion], days: [SenderDay], isCut: Bool) {
    self.domain = domain
    self.records = records
    self.isCut = isCut
    senders = Dictionary(grouping: days, by: \.network).values.compactMap { SenderHistory(days: $0) }
      .sorted {
        ($0.hours.upperBound, $0.network.description) > ($1.hours.upperBound, $1.network.description)
      }
  }
}
