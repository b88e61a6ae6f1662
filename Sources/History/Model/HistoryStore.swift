/// Where history is kept.
///
/// A store opens, and brings its schema up to date, with the first use; one that was lost is opened again with the next.
public protocol HistoryStore: Sendable {
  /// Where it is, for messages; without a password.
  var location: String { get }

  /// Brings the schema up to date. The other functions do so themselves.
  func migrate() async throws(HistoryError)

  /// Adds a batch, wholly or not at all; nothing happens if one with this stamp, or a later one of the same writer, is in
  /// the store already.
  func write(_ batch: HistoryBatch, stamp: BatchStamp) async throws(HistoryError)

  /// Merges what another store, `origin`, exported: counts are the greater of both, so that merging again changes nothing.
  func merge(_ batch: HistoryBatch, origin: String) async throws(HistoryError)

  /// The versions of a domain's record, the first seen first; at most `limit`, the latest.
  func records(of domain: String, limit: Int) async throws(HistoryError) -> [RecordVersion]

  /// Who sent for a domain, day by day.
  func senders(_ query: SenderQuery) async throws(HistoryError) -> [SenderDay]

  /// How many checks ended in which way, by the hour or by the day, in order of time.
  func results(_ query: ResultQuery) async throws(HistoryError) -> [ResultCount]

  /// Senders of all domains, a page at a time.
  func summaries(_ query: SenderSummaryQuery) async throws(HistoryError) -> [SenderSummary]

  /// What was seen of one domain from one network, the latest first.
  func observations(_ query: ObservationQuery) async throws(HistoryError) -> [Observation]

  /// Removes at most `portion` rows that are older than `limits`, and gives the number removed: less than `portion` when
  /// nothing is left to remove.
  func removeExpired(_ limits: Expiry, portion: Int) async throws(HistoryError) -> Int

  /// Hands out all that is in the store as it is at one moment, in portions: first the observations of each origin, then
  /// the records.
  func export(_ body: @escaping @Sendable (ExportPortion) throws -> Void) async throws

  /// Closes; a later use opens again.
  func close() async
}
