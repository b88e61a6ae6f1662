internal import GRDB
internal import SPF

/// What is read within a transaction.
enum SQLiteReading {
  static let portion = 1000

  static func records(of domain: String, limit: Int, _ database: Database) throws -> [RecordVersion] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT domain, text, ttl, first_seen, last_seen FROM record WHERE domain = ?
        ORDER BY first_seen DESC, last_seen DESC, digest LIMIT ?
        """, arguments: [domain, limit])
    return rows.reversed().map { record($0) }
  }

  static func senders(_ query: SenderQuery, _ database: Database) throws -> [SenderDay] {
    var arguments: StatementArguments = [query.domain, query.since]
    if let network = query.network { arguments += [network.prefixed] }
    arguments += [query.limit]
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT o.hour / 24 AS day, n.text, r.text, o.identity, o.result, o.action, sum(o.count), min(o.hour),
          max(o.hour)
        FROM observation o JOIN name d ON d.id = o.domain JOIN network n ON n.id = o.network
          JOIN name r ON r.id = o.reverse_name
        WHERE d.text = ? AND o.hour >= ?\(query.network == nil ? "" : " AND n.text = ?")
        GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1 DESC, 2, 3, 4, 5, 6 LIMIT ?
        """, arguments: arguments)
    return rows.compactMap { row in
      SenderDay(
        columns: [row[1], row[2], row[3], row[4], row[5]], numbers: [row[0], row[6], row[7], row[8]])
    }
  }

  /// Hands out everything until `body` gives false.
  static func export(_ database: Database, _ body: (ExportPortion) -> Bool) throws {
    var origin = ""
    var observations: [Observation] = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT g.identity, o.hour, d.text, o.identity, n.text, h.text, r.text, o.result, o.action, o.count
        FROM observation o JOIN origin g ON g.id = o.origin JOIN name d ON d.id = o.domain
          JOIN network n ON n.id = o.network JOIN name h ON h.id = o.helo JOIN name r ON r.id = o.reverse_name
        ORDER BY o.origin, o.id
        """)
    while let row = try rows.next() {
      let from: String = row[0]
      if from != origin || observations.count >= portion {
        if !observations.isEmpty, !body(.observations(observations, origin: origin)) { return }
        observations = []
        origin = from
      }
      guard
        let item = Observation(
          columns: [row[2], row[3], row[4], row[5], row[6], row[7], row[8]], hour: row[1], count: row[9])
      else { continue }
      observations.append(item)
    }
    if !observations.isEmpty, !body(.observations(observations, origin: origin)) { return }
    var records: [RecordVersion] = []
    let versions = try Row.fetchCursor(
      database, sql: "SELECT domain, text, ttl, first_seen, last_seen FROM record ORDER BY domain, digest")
    while let row = try versions.next() {
      records.append(record(row))
      if records.count >= portion {
        if !body(.records(records)) { return }
        records = []
      }
    }
    if !records.isEmpty { _ = body(.records(records)) }
  }

  private static func record(_ row: Row) -> RecordVersion {
    RecordVersion(
      domain: row[0], text: row[1], ttl: UInt32(clamping: row[2] as Int64), firstSeen: row[3],
      lastSeen: row[4])
  }
}
