internal import GRDB
internal import SPF

/// What is written within a transaction.
enum SQLiteWriting {
  /// Notes a stamp; false if it, or a later one of the same writer, is there already.
  static func accept(_ stamp: BatchStamp, _ database: Database) throws -> Bool {
    try database.execute(
      sql: """
        INSERT INTO writer (identity, sequence, hour) VALUES (?, ?, ?)
        ON CONFLICT (identity) DO UPDATE SET sequence = excluded.sequence, hour = excluded.hour
        WHERE writer.sequence < excluded.sequence
        """, arguments: [stamp.writer, stamp.sequence, stamp.hour])
    return database.changesCount > 0
  }

  /// The number of an origin.
  static func origin(_ identity: String, _ database: Database) throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO origin (identity) VALUES (?) ON CONFLICT (identity) DO NOTHING", arguments: [identity]
    )
    return try Int64.fetchOne(
      database, sql: "SELECT id FROM origin WHERE identity = ?", arguments: [identity])
      ?? 0
  }

  /// Adds the counts of `batch`, or takes the greater ones; merges the record versions.
  static func add(
    _ batch: HistoryBatch, origin: Int64, adding: Bool, known: inout KnownTexts, _ database: Database
  ) throws {
    var names = try LookupTable("name", known: known.names, database)
    var networks = try LookupTable("network", known: known.networks, database)
    // Held twice it would be copied with the first change.
    known = known.replaced(names: [:], networks: [:])
    defer { known = known.replaced(names: names.known, networks: networks.known) }
    let count = adding ? "observation.count + excluded.count" : "max(observation.count, excluded.count)"
    let observation = try database.cachedStatement(
      sql: """
        INSERT INTO observation (domain, network, hour, identity, result, action, helo, reverse_name, origin, count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (domain, network, hour, identity, result, action, helo, reverse_name, origin)
        DO UPDATE SET count = \(count)
        """)
    for item in batch.observations {
      let domain = try names.id(of: item.domain, hour: item.hour)
      let network = try networks.id(of: item.network.prefixed, hour: item.hour)
      let helo = try names.id(of: item.helo, hour: item.hour)
      let reverseName = try names.id(of: item.reverseName, hour: item.hour)
      try observation.execute(
        arguments: [
          domain, network, item.hour, item.scope.rawValue, item.result.rawValue, item.action.rawValue, helo,
          reverseName, origin, item.count,
        ])
    }
    let record = try database.cachedStatement(
      sql: """
        INSERT INTO record (domain, digest, text, ttl, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (domain, digest) DO UPDATE SET ttl = max(record.ttl, excluded.ttl),
          first_seen = min(record.first_seen, excluded.first_seen),
          last_seen = max(record.last_seen, excluded.last_seen)
        """)
    for item in batch.records {
      try record.execute(
        arguments: [item.domain, item.digest, item.text, Int64(item.ttl), item.firstSeen, item.lastSeen])
    }
  }

  /// Removes at most `portion` rows. Names go after the observations that refer to them.
  static func removeExpired(_ limits: Expiry, portion: Int, _ database: Database) throws -> Int {
    var removed = 0
    func remove(_ table: String, _ column: String, before limit: Int64) throws {
      guard removed < portion else { return }
      let key =
        switch table {
        case "record": "(domain, digest)"
        case "sender": "(domain, network)"
        case "hourly": "(hour, identity, result, action)"
        case "writer": "identity"
        default: "id"
        }
      let columns = key.filter { $0 != "(" && $0 != ")" }
      try database.execute(
        sql: """
          DELETE FROM \(table) WHERE \(key) IN
            (SELECT \(columns) FROM \(table) WHERE \(column) < ? LIMIT ?)
          """, arguments: [limit, portion - removed])
      removed += database.changesCount
    }
    if limits.hour != .min {
      for table in ["observation", "sender", "hourly", "name", "network", "writer"] {
        try remove(table, table == "sender" ? "last_hour" : "hour", before: Int64(limits.hour))
      }
    }
    if limits.recordTime != .min { try remove("record", "last_seen", before: limits.recordTime) }
    return removed
  }
}
