internal import Synchronization

/// History in a PostgreSQL database, which many hosts can write to at once.
///
/// One connection writes; others read. Each is used on a thread of its own, because libpq waits for the server.
public final class PostgreSQLStore: HistoryStore {
  private static let readerCount = 2

  /// Where it is, for messages.
  public let location: String
  let writer: PostgreSQLLane
  private let readers: [PostgreSQLLane]
  private let turn = Atomic<Int>(0)

  /// The database that a URI names, `postgresql://…`, as libpq reads it. What it does not set is limited here: 5 s to
  /// connect, 30 s for a statement, 40 s without a word of the server. Its threads give way to the others of the process
  /// if they are in the background.
  public convenience init(
    _ target: String, isBackground: Bool = false,
    newIdentity: @escaping @Sendable () -> String = RandomIdentity.make
  ) throws(HistoryError) {
    try self.init(
      target, isBackground: isBackground, patience: PostgreSQLConnection.patience, newIdentity: newIdentity)
  }

  /// The same with another time that the server may say nothing.
  init(
    _ target: String, isBackground: Bool = false, patience: Duration,
    newIdentity: @escaping @Sendable () -> String = RandomIdentity.make
  ) throws(HistoryError) {
    guard let location = PostgreSQLTarget.location(of: target) else {
      throw HistoryError(
        .malformedLocation, location: HistoryText.shown(String(target.prefix { $0 != ":" })) + "://…",
        reason: "libpq cannot read it")
    }
    self.location = location
    func lane(_ label: String) -> PostgreSQLLane {
      PostgreSQLLane(
        target, location: location, label: label, isBackground: isBackground, patience: patience,
        newIdentity: newIdentity)
    }
    writer = lane("spf-history")
    readers = (0..<Self.readerCount).map { lane("spf-history-\($0)") }
  }

  /// Brings the schema up to date.
  public func migrate() async throws(HistoryError) {
    try await writer.run { _ throws(HistoryError) in }
  }

  /// Adds a batch once.
  public func write(_ batch: HistoryBatch, stamp: BatchStamp) async throws(HistoryError) {
    try await writer.run { [location] connection throws(HistoryError) in
      try connection.transaction { () throws(HistoryError) in
        guard try PostgreSQLWriting.accept(stamp, connection) else { return false }
        try PostgreSQLWriting.add(
          batch, origin: try PostgreSQLWriting.origin(nil, connection), adding: true, location: location,
          connection)
        return true
      }
    }
  }

  /// Merges what another store exported.
  public func merge(_ batch: HistoryBatch, origin: String) async throws(HistoryError) {
    try await writer.run { [location] connection throws(HistoryError) in
      try connection.transaction { () throws(HistoryError) in
        // What is old already may be about to be removed.
        try connection.execute("SELECT pg_advisory_xact_lock_shared(\(PostgreSQLSchema.removalLock))")
        try PostgreSQLWriting.add(
          batch, origin: batch.observations.isEmpty ? "" : try PostgreSQLWriting.origin(origin, connection),
          adding: false, location: location, connection)
        return true
      }
    }
  }

  /// The versions of a domain's record.
  public func records(of domain: String, limit: Int) async throws(HistoryError) -> [RecordVersion] {
    try await reader.run { connection throws(HistoryError) in
      try PostgreSQLReading.records(of: domain, limit: limit, connection)
    }
  }

  /// Who sent for a domain, day by day.
  public func senders(_ query: SenderQuery) async throws(HistoryError) -> [SenderDay] {
    try await reader.run { connection throws(HistoryError) in
      try PostgreSQLReading.senders(query, connection)
    }
  }

  /// Removes what is too old.
  public func removeExpired(_ limits: Expiry, portion: Int) async throws(HistoryError) -> Int {
    try await writer.run { connection throws(HistoryError) in
      var removed = 0
      try connection.transaction { () throws(HistoryError) in
        removed = try PostgreSQLWriting.removeExpired(limits, portion: portion, connection)
        return true
      }
      return removed
    }
  }

  /// Hands out everything.
  public func export(_ body: @escaping @Sendable (ExportPortion) throws -> Void) async throws {
    let hasBegun = Mutex(false)
    // An error of the reader's own is no trouble with the database.
    let failure: (any Error)? = try await reader.run { [location] connection throws(HistoryError) in
      // Repeated after the first portion it would hand out everything twice.
      guard !hasBegun.withLock({ $0 }) else {
        throw HistoryError(.refused, location: location, reason: "the connection was lost")
      }
      var failure: (any Error)?
      try connection.transaction("ISOLATION LEVEL REPEATABLE READ READ ONLY") { () throws(HistoryError) in
        try PostgreSQLReading.export(connection) { portion in
          hasBegun.withLock { $0 = true }
          do {
            try body(portion)
            return true
          } catch {
            failure = error
            return false
          }
        }
        return true
      }
      return failure
    }
    if let failure { throw failure }
  }

  /// Closes; a later use opens again.
  public func close() async {
    for lane in [writer] + readers { await lane.close() }
  }

  var reader: PostgreSQLLane {
    readers[turn.add(1, ordering: .relaxed).oldValue & .max % readers.count]
  }
}
