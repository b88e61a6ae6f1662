internal import History
internal import PolicyService
internal import Synchronization

/// A history that pages read: whoever asks is told after a while that it does not answer, and no more than so many wait
/// for it, whatever becomes of the database.
final class TimedStore: HistoryStore {
  /// So many questions may wait.
  private static let most = 64

  private let store: any HistoryStore
  private let limit: Duration
  private let underWay = Mutex(0)

  /// `store`, that may take `limit` for each question.
  init(_ store: any HistoryStore, limit: Duration) {
    self.store = store
    self.limit = limit
  }

  var location: String { store.location }

  func migrate() async throws(HistoryError) {
    try await within { () throws(HistoryError) in try await self.store.migrate() }
  }

  func write(_ batch: HistoryBatch, stamp: BatchStamp) async throws(HistoryError) {
    try await within { () throws(HistoryError) in try await self.store.write(batch, stamp: stamp) }
  }

  func merge(_ batch: HistoryBatch, origin: String) async throws(HistoryError) {
    try await within { () throws(HistoryError) in try await self.store.merge(batch, origin: origin) }
  }

  func records(of domain: String, limit: Int) async throws(HistoryError) -> [RecordVersion] {
    try await within { () throws(HistoryError) in try await self.store.records(of: domain, limit: limit) }
  }

  func senders(_ query: SenderQuery) async throws(HistoryError) -> [SenderDay] {
    try await within { () throws(HistoryError) in try await self.store.senders(query) }
  }

  func results(_ query: ResultQuery) async throws(HistoryError) -> [ResultCount] {
    try await within { () throws(HistoryError) in try await self.store.results(query) }
  }

  func summaries(_ query: SenderSummaryQuery) async throws(HistoryError) -> [SenderSummary] {
    try await within { () throws(HistoryError) in try await self.store.summaries(query) }
  }

  func observations(_ query: ObservationQuery) async throws(HistoryError) -> [Observation] {
    try await within { () throws(HistoryError) in try await self.store.observations(query) }
  }

  func removeExpired(_ limits: Expiry, portion: Int) async throws(HistoryError) -> Int {
    try await within { () throws(HistoryError) in try await self.store.removeExpired(limits, portion: portion)
    }
  }

  /// As long as it takes: no page does this.
  func export(_ body: @escaping @Sendable (ExportPortion) throws -> Void) async throws {
    try await store.export(body)
  }

  func close() async { await store.close() }

  /// What `body` gives, unless that takes too long: the database goes on then, as nothing stops it, but nobody waits.
  private func within<T: Sendable>(
    _ body: @escaping @Sendable () async throws(HistoryError) -> T
  ) async throws(HistoryError) -> T {
    let hasRoom = underWay.withLock { count in
      guard count < Self.most else { return false }
      count += 1
      return true
    }
    guard hasRoom else { throw trouble("too many wait for it") }
    let result = await TimeLimit.value(within: limit, of: ContinuousClock()) { [self] in
      defer { underWay.withLock { $0 -= 1 } }
      do throws(HistoryError) {
        return Result<T, HistoryError>.success(try await body())
      } catch {
        return .failure(error)
      }
    }
    guard let result else { throw trouble("it did not answer within \(limit)") }
    return try result.get()
  }

  private func trouble(_ reason: String) -> HistoryError {
    HistoryError(.slow, location: store.location, reason: reason)
  }
}
