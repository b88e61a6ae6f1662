internal import GRDB
internal import Synchronization
internal import Threads

/// History in one file, by SQLite.
///
/// The file is in WAL mode with full synchronisation: what was written survives the end of the process and of the
/// machine, and nothing that happens to either damages it.
public final class SQLiteStore: HistoryStore {
  private struct Opened: Sendable {
    let database: DatabaseQueue
    let file: FileIdentity?
  }

  /// Where it is, for messages.
  public let location: String
  private let path: String
  private let creates: Bool
  private let patience: Duration
  /// The sums of many senders are read and written in no order: with the 2 MiB that SQLite takes by itself each row costs
  /// twice as much where there are 200,000 of them.
  private static let cacheKibibytes = 16_384
  private let whenDamaged: (@Sendable (HistoryEvent) -> Void)?
  private let now: @Sendable () -> Int64
  private let newIdentity: @Sendable () -> String
  private let opened = Mutex<Opened?>(nil)
  private let known = Mutex(KnownTexts())
  private let thread: BlockingThread

  /// The database in the file at `path`. If there is none it is made, or that is an error unless `creates`. With `whenDamaged`, a file that is damaged is
  /// renamed and a new one begun, and `whenDamaged` told; without, that is an error. Another process may have it locked
  /// for `patience`. Its thread gives way to the others of the process if it is in the background. `now` gives seconds since 1970.
  public init(
    path: String, creates: Bool = true, patience: Duration = .seconds(2), isBackground: Bool = false,
    whenDamaged: (@Sendable (HistoryEvent) -> Void)? = nil,
    now: @escaping @Sendable () -> Int64,
    newIdentity: @escaping @Sendable () -> String = RandomIdentity.make
  ) {
    self.path = path
    thread = BlockingThread("spf-history", isBackground: isBackground)
    self.creates = creates
    self.patience = patience
    location = "sqlite:\(HistoryText.shown(path))"
    self.whenDamaged = whenDamaged
    self.now = now
    self.newIdentity = newIdentity
  }

  /// Brings the schema up to date.
  public func migrate() async throws(HistoryError) {
    try await perform { _ in }
  }

  /// Adds a batch once.
  public func write(_ batch: HistoryBatch, stamp: BatchStamp) async throws(HistoryError) {
    try await perform { [self] database in
      var found = known.withLock { known in
        defer { known = KnownTexts() }
        return known
      }
      try database.inTransaction(.immediate) {
        guard try SQLiteWriting.accept(stamp, database) else { return .rollback }
        found.begin(hour: stamp.hour)
        try SQLiteWriting.add(batch, origin: 1, adding: true, known: &found, database)
        return .commit
      }
      // Only now: what was found in a transaction that fails is not there.
      known.withLock { [found] in $0 = found }
    }
  }

  /// Merges what another store exported.
  public func merge(_ batch: HistoryBatch, origin: String) async throws(HistoryError) {
    try await perform { database in
      try database.inTransaction(.immediate) {
        let id = batch.observations.isEmpty ? 0 : try SQLiteWriting.origin(origin, database)
        var found = KnownTexts()
        try SQLiteWriting.add(batch, origin: id, adding: false, known: &found, database)
        return .commit
      }
    }
  }

  /// The versions of a domain's record.
  public func records(of domain: String, limit: Int) async throws(HistoryError) -> [RecordVersion] {
    try await perform { try SQLiteReading.records(of: domain, limit: limit, $0) }
  }

  /// Who sent for a domain, day by day.
  public func senders(_ query: SenderQuery) async throws(HistoryError) -> [SenderDay] {
    try await perform { try SQLiteReading.senders(query, $0) }
  }

  /// How many checks ended in which way.
  public func results(_ query: ResultQuery) async throws(HistoryError) -> [ResultCount] {
    try await perform { try SQLiteReading.results(query, $0) }
  }

  /// Senders of all domains, a page at a time.
  public func summaries(_ query: SenderSummaryQuery) async throws(HistoryError) -> [SenderSummary] {
    try await perform { try SQLiteReading.summaries(query, $0) }
  }

  /// What was seen of one domain from one network.
  public func observations(_ query: ObservationQuery) async throws(HistoryError) -> [Observation] {
    try await perform { try SQLiteReading.observations(query, $0) }
  }

  /// Removes what is too old.
  public func removeExpired(_ limits: Expiry, portion: Int) async throws(HistoryError) -> Int {
    try await perform { database in
      var removed = 0
      try database.inTransaction(.immediate) {
        removed = try SQLiteWriting.removeExpired(limits, portion: portion, database)
        return .commit
      }
      return removed
    }
  }

  /// Hands out everything.
  public func export(_ body: @escaping @Sendable (ExportPortion) throws -> Void) async throws {
    // An error of the reader's own is no trouble with the database.
    let failure: (any Error)? = try await perform { database in
      var failure: (any Error)?
      try database.inTransaction(.deferred) {
        try SQLiteReading.export(database) { portion in
          do {
            try body(portion)
            return true
          } catch {
            failure = error
            return false
          }
        }
        return .commit
      }
      return failure
    }
    if let failure { throw failure }
  }

  /// Closes; a later use opens again.
  public func close() async {
    try? await thread.run { [self] () throws(HistoryError) in
      opened.withLock { $0 = nil }
    }
  }

  /// Calls `body` with the database, opened and up to date. A damaged one is set aside first, if that is wanted.
  func perform<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(HistoryError) -> T {
    try await thread.run { [self] () throws(HistoryError) -> T in
      do throws(HistoryError) {
        return try attempt(body)
      } catch {
        guard error.code == .corrupt, let whenDamaged else { throw error }
        let renamed = try DamagedFile.setAside(path, location: location, now: now())
        whenDamaged(.setAside(location: location, renamed: renamed, reason: error.reason))
        return try attempt(body)
      }
    }
  }

  private func attempt<T>(_ body: (Database) throws -> T) throws(HistoryError) -> T {
    do {
      guard creates || FileIdentity(path: path) != nil else {
        throw HistoryError(.unreachable, location: location, reason: "there is no such file")
      }
      guard mayWrite else { return try read(body) }
      return try connection().writeWithoutTransaction { database in try body(database) }
    } catch {
      // Whatever it was: the next attempt begins with a new connection.
      opened.withLock { $0 = nil }
      throw HistoryError(error, location: location)
    }
  }

  private func connection() throws -> DatabaseQueue {
    let there = FileIdentity(path: path)
    if let opened = opened.withLock({ $0 }), opened.file == there { return opened.database }
    if there == nil { FileIdentity.make(path: path) }
    let database = try open(configuration)
    known.withLock { $0 = KnownTexts() }
    opened.withLock { $0 = Opened(database: database, file: FileIdentity(path: path)) }
    return database
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience / .seconds(1))
    // A transaction that trouble left open ends with its connection; without this it would end the process.
    configuration.allowsUnsafeTransactions = true
    configuration.label = "spf.history"
    return configuration
  }

  /// Where SQLite keeps what is not in the file yet: there as long as a process has the file open.
  private var log: String { path + "-wal" }

  /// Whether this process may change the file, and make a log beside it. Who makes none only reads it, and may lack the
  /// right.
  private var mayWrite: Bool {
    creates
      || FileIdentity.mayWrite(path: path)
        && (FileIdentity(path: log) != nil || FileIdentity.mayWriteFolder(of: path))
  }

  /// Calls `body` with the database for one who may only read it, opened for this once. Without a log no process has it
  /// open: then it is read as a file that does not change, for the log cannot be made.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    var configuration = configuration
    configuration.readonly = true
    let isOpenElsewhere = FileIdentity(path: log) != nil
    let database = try DatabaseQueue(
      path: isOpenElsewhere ? path : ImmutableFile.uri(path), configuration: configuration)
    let value = try database.writeWithoutTransaction { database in
      guard try SQLiteSchema.version(of: database, location: location) == SQLiteSchema.version else {
        throw HistoryError(
          .refused, location: location,
          reason:
            "an earlier version wrote it; whoever may write to it, as spf serve does, brings it up to date")
      }
      return try body(database)
    }
    guard isOpenElsewhere || FileIdentity(path: log) == nil else {
      throw HistoryError(.locked, location: location, reason: "it was opened for writing while it was read")
    }
    return value
  }

  /// Opens the database and brings it up to date. While another process makes it, or closes it as the last one, SQLite does
  /// not wait by itself.
  private func open(_ configuration: Configuration) throws -> DatabaseQueue {
    let end = ContinuousClock.now + patience
    while true {
      do {
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.writeWithoutTransaction { database in
          _ = try SQLiteSchema.version(of: database, location: location)
          try database.execute(
            sql:
              "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -\(Self.cacheKibibytes)"
          )
          try SQLiteSchema.migrate(database, location: location, identity: newIdentity)
        }
        return database
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
        CurrentThread.sleep(milliseconds: UInt32.random(in: 5...30))
      }
    }
  }
}
