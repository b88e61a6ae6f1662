internal import Synchronization
internal import Threads

/// One connection and the thread on which it is used; connected when it is needed, and anew when it was lost.
final class PostgreSQLLane: Sendable {
  private let target: String
  private let location: String
  private let patience: Duration
  private let newIdentity: @Sendable () -> String
  private let connection = Mutex<PostgreSQLConnection?>(nil)
  private let thread: BlockingThread

  init(
    _ target: String, location: String, label: String, isBackground: Bool, patience: Duration,
    newIdentity: @escaping @Sendable () -> String
  ) {
    self.target = target
    self.location = location
    self.patience = patience
    self.newIdentity = newIdentity
    thread = BlockingThread(label, isBackground: isBackground)
  }

  /// Calls `body` with the connection. If an old one turns out to be broken, `body` is called again with a new one: it
  /// must be safe to repeat.
  func run<T: Sendable>(
    _ body: @escaping @Sendable (PostgreSQLConnection) throws(HistoryError) -> T
  ) async throws(HistoryError) -> T {
    try await thread.run { [self] () throws(HistoryError) -> T in
      try connection.withLock { kept throws(HistoryError) -> T in
        if let old = kept {
          do throws(HistoryError) {
            return try body(old)
          } catch {
            kept = nil
            guard error.code == .unreachable else { throw error }
          }
        }
        let fresh = try PostgreSQLConnection(target, location: location, patience: patience)
        try PostgreSQLSchema.migrate(fresh, location: location, identity: newIdentity)
        let value = try body(fresh)
        kept = fresh
        return value
      }
    }
  }

  func close() async {
    try? await thread.run { [self] () throws(HistoryError) in connection.withLock { $0 = nil } }
  }
}
