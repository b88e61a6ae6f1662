internal import SPF

/// What is read.
enum PostgreSQLReading {
  private static let portion = 1000

  static func records(of domain: String, limit: Int, _ connection: PostgreSQLConnection)
    throws(HistoryError) -> [RecordVersion]
  {
    try connection.execute(
      """
      SELECT domain, text, ttl, first_seen, last_seen FROM spf.record WHERE domain = $1
      ORDER BY first_seen DESC, last_seen DESC, digest LIMIT $2
      """, [domain, "\(limit)"]
    ).rows.reversed().compactMap { record($0) }
  }

  static func senders(_ query: SenderQuery, _ connection: PostgreSQLConnection) throws(HistoryError)
    -> [SenderDay]
  {
    var parameters = [query.domain, "\(query.since)", "\(query.limit)"]
    if let network = query.network { parameters.append(network.prefixed) }
    return try connection.execute(
      """
      SELECT n.address, r.text, o.identity, o.result, o.action, o.hour / 24, sum(o.count), min(o.hour), max(o.hour)
      FROM spf.observation o JOIN spf.name d ON d.id = o.domain JOIN spf.network n ON n.id = o.network
        JOIN spf.name r ON r.id = o.reverse_name
      WHERE d.text = $1 AND o.hour >= $2\(query.network == nil ? "" : " AND n.address = $4::cidr")
      GROUP BY 1, 2, 3, 4, 5, 6
      ORDER BY 6 DESC, n.address::text COLLATE "C", r.text COLLATE "C", o.identity, o.result, o.action LIMIT $3
      """, parameters
    ).rows.compactMap { row in
      SenderDay(columns: Array(row[0..<5]), numbers: row[5..<9].compactMap { Int($0) })
    }
  }

  /// Hands out everything until `body` gives false.
  static func export(_ connection: PostgreSQLConnection, _ body: (ExportPortion) -> Bool)
    throws(HistoryError)
  {
    let identities = try connection.execute("SELECT id, identity FROM spf.origin ORDER BY id", []).rows
    // DECLARE takes no parameters; a number is safe in it.
    for origin in identities {
      guard let number = Int64(origin[0]) else { continue }
      try connection.execute(
        """
        DECLARE spf_export NO SCROLL CURSOR FOR
        SELECT d.text, o.identity, n.address, h.text, r.text, o.result, o.action, o.hour, o.count
        FROM spf.observation o JOIN spf.name d ON d.id = o.domain JOIN spf.network n ON n.id = o.network
          JOIN spf.name h ON h.id = o.helo JOIN spf.name r ON r.id = o.reverse_name
        WHERE o.origin = \(number)
        """)
      let goesOn = try fetch(connection) { rows in
        let items = rows.compactMap { row in
          Observation(columns: Array(row[0..<7]), hour: Int(row[7]) ?? 0, count: Int(row[8]) ?? 0)
        }
        return body(.observations(items, origin: origin[1]))
      }
      guard goesOn else { return }
    }
    try connection.execute(
      """
      DECLARE spf_export NO SCROLL CURSOR FOR
      SELECT domain, text, ttl, first_seen, last_seen FROM spf.record ORDER BY domain COLLATE "C", digest
      """)
    _ = try fetch(connection) { rows in body(.records(rows.compactMap { record($0) })) }
  }

  private static func fetch(_ connection: PostgreSQLConnection, _ body: ([[String]]) -> Bool)
    throws(HistoryError) -> Bool
  {
    while true {
      let rows = try connection.execute("FETCH \(portion) FROM spf_export", []).rows
      guard !rows.isEmpty else { break }
      guard body(rows) else { return false }
    }
    try connection.execute("CLOSE spf_export")
    return true
  }

  private static func record(_ row: [String]) -> RecordVersion? {
    guard row.count == 5, let ttl = Int64(row[2]), let first = Int64(row[3]), let last = Int64(row[4]) else {
      return nil
    }
    return RecordVersion(
      domain: row[0], text: row[1], ttl: UInt32(clamping: ttl), firstSeen: first, lastSeen: last)
  }
}
