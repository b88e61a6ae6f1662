internal import GRDB

extension SQLiteStore: LinkStore {
  /// Adds links.
  public func add(_ links: [StoredLink]) async throws(HistoryError) {
    try await perform { database in
      try database.inTransaction(.immediate) {
        let insert = try database.cachedStatement(
          sql: """
            INSERT INTO link (\(StoredLink.columns), made, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (token) DO NOTHING
            """)
        for link in links {
          try insert.execute(arguments: StatementArguments(link.texts) + [link.made, link.expires])
        }
        return .commit
      }
    }
  }

  /// The link with this token.
  public func link(_ token: String, now: Int64) async throws(HistoryError) -> StoredLink? {
    try await perform { database in
      let row = try Row.fetchOne(
        database,
        sql: "SELECT \(StoredLink.columns), made, expires FROM link WHERE token = ? AND expires > ?",
        arguments: [token, now])
      return row.flatMap { row in
        StoredLink(columns: (0..<7).map { row[$0] }, made: row[7], expires: row[8])
      }
    }
  }

  /// Removes links that have expired.
  public func removeLinks(expiredAt now: Int64, portion: Int) async throws(HistoryError) -> Int {
    try await perform { database in
      try database.execute(
        sql: "DELETE FROM link WHERE token IN (SELECT token FROM link WHERE expires <= ? LIMIT ?)",
        arguments: [now, portion])
      return database.changesCount
    }
  }
}
