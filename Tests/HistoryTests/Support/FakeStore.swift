import Synchronization

@testable import History

/// A store that keeps what it is given, or fails as told.
final class FakeStore: HistoryStore {
  private struct State {
    var batches: [HistoryBatch] = []
    var stamps: [BatchStamp] = []
    var error: HistoryError?
    var losesAnswer = false
    /// So many writes that succeed come before it.
    var failure: (after: Int, HistoryError)?
    var removals: [(Expiry, Int)] = []
    var removable = 0
    var isClosed = false
  }

  let location = "fake:"
  private let state = Mutex(State())

  static let failure = HistoryError(.full, location: "fake:", reason: "no room")

  /// The error of further writes; nil for none.
  func fail(with error: HistoryError?) { state.withLock { $0.error = error } }
  /// The error of writes after so many that succeed.
  func fail(after count: Int, with error: HistoryError) { state.withLock { $0.failure = (count, error) } }
  /// The next write is kept and reported as failed.
  func loseAnswer() { state.withLock { $0.losesAnswer = true } }
  func putOld(_ count: Int) { state.withLock { $0.removable = count } }

  var batches: [HistoryBatch] { state.withLock { $0.batches } }
  var stamps: [BatchStamp] { state.withLock { $0.stamps } }
  var removals: [(Expiry, Int)] { state.withLock { $0.removals } }
  var isClosed: Bool { state.withLock { $0.isClosed } }
  /// The messages in all batches.
  var total: Int { batches.flatMap(\.observations).reduce(0) { $0 + $1.count } }

  func migrate() async throws(HistoryError) {
    if let error = state.withLock({ $0.error }) { throw error }
  }

  func write(_ batch: HistoryBatch, stamp: BatchStamp) async throws(HistoryError) {
    let error = state.withLock { state -> HistoryError? in
      if let error = state.error { return error }
      if let (after, error) = state.failure {
        guard after > 0 else {
          state.error = error
          state.failure = nil
          return error
        }
        state.failure = (after - 1, error)
      }
      if !state.stamps.contains(where: { $0.writer == stamp.writer && $0.sequence >= stamp.sequence }) {
        state.batches.append(batch)
        state.stamps.append(stamp)
      }
      defer { state.losesAnswer = false }
      return state.losesAnswer ? Self.failure : nil
    }
    if let error { throw error }
  }

  func merge(_ batch: HistoryBatch, origin: String) async throws(HistoryError) {}
  func records(of domain: String, limit: Int) async throws(HistoryError) -> [RecordVersion] { [] }
  func senders(_ query: SenderQuery) async throws(HistoryError) -> [SenderDay] { [] }

  func removeExpired(_ limits: Expiry, portion: Int) async throws(HistoryError) -> Int {
    state.withLock { state in
      state.removals.append((limits, portion))
      let removed = min(portion, state.removable)
      state.removable -= removed
      return removed
    }
  }

  func export(_ body: @escaping @Sendable (ExportPortion) throws -> Void) async throws {}
  func close() async { state.withLock { $0.isClosed = true } }
}
