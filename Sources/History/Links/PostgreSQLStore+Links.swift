extension PostgreSQLStore: LinkStore {
  /// Adds links.
  public func add(_ links: [StoredLink]) async throws(HistoryError) {
    try await writer.run { connection throws(HistoryError) in
      let texts = (0..<7).map { column in PostgreSQLArray.text(links.map { $0.texts[column] }) }
      try connection.execute(
        """
        INSERT INTO spf.link (\(StoredLink.columns), made, expires)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
          $8::bigint[], $9::bigint[])
        ON CONFLICT (token) DO NOTHING
        """, texts + [PostgreSQLArray.text(links.map(\.made)), PostgreSQLArray.text(links.map(\.expires))])
    }
  }

  /// The link with this token.
  public func link(_ token: String, now: Int64) async throws(HistoryError) -> StoredLink? {
    try await reader.run { connection throws(HistoryError) in
      let row = try connection.execute(
        "SELECT \(StoredLink.columns), made, expires FROM spf.link WHERE token = $1 AND expires > $2",
        [token, "\(now)"]
      ).rows.first
      guard let row, let made = Int64(row[7]), let expires = Int64(row[8]) else { return nil }
      return StoredLink(columns: Array(row[0..<7]), made: made, expires: expires)
    }
  }

  /// Removes links that have expired; what another host is about to remove is left to it.
  public func removeLinks(expiredAt now: Int64, portion: Int) async throws(HistoryError) -> Int {
    try await writer.run { connection throws(HistoryError) in
      try connection.execute(
        """
        DELETE FROM spf.link WHERE ctid = ANY (ARRAY (
          SELECT ctid FROM spf.link WHERE expires <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED))
        """, ["\(now)", "\(portion)"]
      ).affected
    }
  }
}
