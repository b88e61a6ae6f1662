internal import SPF

/// What is written within a transaction. Whoever writes takes rows in the same order, so that nobody waits for one who
/// waits for him.
enum PostgreSQLWriting {
  /// Notes a stamp; false if it, or a later one of the same writer, is there already.
  static func accept(_ stamp: BatchStamp, _ connection: PostgreSQLConnection) throws(HistoryError) -> Bool {
    try connection.execute(
      """
      INSERT INTO spf.writer AS w (identity, sequence, hour) VALUES ($1, $2, $3)
      ON CONFLICT (identity) DO UPDATE SET sequence = excluded.sequence, hour = excluded.hour
      WHERE w.sequence < excluded.sequence
      """, [stamp.writer, "\(stamp.sequence)", "\(stamp.hour)"]
    ).affected > 0
  }

  /// The number of an origin; nil for the store's own.
  static func origin(_ identity: String?, _ connection: PostgreSQLConnection) throws(HistoryError) -> String {
    guard let identity else {
      return try connection.execute("SELECT min(id) FROM spf.origin", []).value ?? ""
    }
    try connection.execute(
      "INSERT INTO spf.origin (identity) VALUES ($1) ON CONFLICT (identity) DO NOTHING", [identity])
    return try connection.execute("SELECT id FROM spf.origin WHERE identity = $1", [identity]).value ?? ""
  }

  /// Adds the counts of `batch`, or takes the greater ones; merges the record versions.
  static func add(
    _ batch: HistoryBatch, origin: String, adding: Bool, location: String,
    _ connection: PostgreSQLConnection
  ) throws(HistoryError) {
    let observations = batch.observations
    if !observations.isEmpty {
      try addTexts(observations, connection)
      let count = adding ? "o.count + excluded.count" : "greatest(o.count, excluded.count)"
      let added = try connection.execute(
        """
        INSERT INTO spf.observation AS o
          (domain, network, hour, identity, result, action, helo, reverse_name, origin, count)
        SELECT d.id, n.id, u.hour, u.identity, u.result, u.action, h.id, r.id, $10::bigint, u.count
        FROM unnest($1::text[], $2::cidr[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::bigint[])
          AS u (domain, network, hour, identity, result, action, helo, reverse_name, count)
          JOIN spf.name d ON d.text = u.domain JOIN spf.network n ON n.address = u.network
          JOIN spf.name h ON h.text = u.helo JOIN spf.name r ON r.text = u.reverse_name
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        ON CONFLICT (domain, network, hour, identity, result, action, helo, reverse_name, origin)
        DO UPDATE SET count = \(count)
        """,
        [
          PostgreSQLArray.text(observations.map(\.domain)),
          PostgreSQLArray.text(observations.map(\.network.prefixed)),
          PostgreSQLArray.text(observations.map(\.hour)),
          PostgreSQLArray.text(observations.map(\.scope.rawValue)),
          PostgreSQLArray.text(observations.map(\.result.rawValue)),
          PostgreSQLArray.text(observations.map(\.action.rawValue)),
          PostgreSQLArray.text(observations.map(\.helo)),
          PostgreSQLArray.text(observations.map(\.reverseName)),
          PostgreSQLArray.text(observations.map(\.count)), origin,
        ])
      guard added.affected == observations.count else {
        throw HistoryError(.locked, location: location, reason: "names were removed while they were used")
      }
    }
    guard !batch.records.isEmpty else { return }
    try connection.execute(
      """
      INSERT INTO spf.record AS r (domain, digest, text, ttl, first_seen, last_seen)
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
      ORDER BY 1, 2
      ON CONFLICT (domain, digest) DO UPDATE SET ttl = greatest(r.ttl, excluded.ttl),
        first_seen = least(r.first_seen, excluded.first_seen),
        last_seen = greatest(r.last_seen, excluded.last_seen)
      """,
      [
        PostgreSQLArray.text(batch.records.map(\.domain)), PostgreSQLArray.text(batch.records.map(\.digest)),
        PostgreSQLArray.text(batch.records.map(\.text)), PostgreSQLArray.text(batch.records.map(\.ttl)),
        PostgreSQLArray.text(batch.records.map(\.firstSeen)),
        PostgreSQLArray.text(batch.records.map(\.lastSeen)),
      ])
  }

  /// Adds the names and networks, and notes that they are used.
  private static func addTexts(_ observations: [Observation], _ connection: PostgreSQLConnection)
    throws(HistoryError)
  {
    var names: [String: Int] = [:]
    var networks: [String: Int] = [:]
    for item in observations {
      for name in [item.domain, item.helo, item.reverseName] {
        names[name] = max(names[name] ?? 0, item.hour)
      }
      networks[item.network.prefixed] = max(networks[item.network.prefixed] ?? 0, item.hour)
    }
    let tables = [("name", "text", "text", names), ("network", "address", "cidr", networks)]
    for (table, column, type, texts) in tables {
      try connection.execute(
        """
        INSERT INTO spf.\(table) AS t (\(column), hour)
        SELECT * FROM unnest($1::\(type)[], $2::integer[]) ORDER BY 1
        ON CONFLICT (\(column)) DO UPDATE SET hour = excluded.hour WHERE t.hour < excluded.hour
        """, [PostgreSQLArray.text(texts.keys), PostgreSQLArray.text(texts.values)])
    }
  }

  /// Removes at most `portion` rows, if no other host is about to. Names go after the observations that refer to them.
  static func removeExpired(_ limits: Expiry, portion: Int, _ connection: PostgreSQLConnection)
    throws(HistoryError) -> Int
  {
    let lock = try connection.execute(
      "SELECT pg_try_advisory_xact_lock(\(PostgreSQLSchema.removalLock))", [])
    guard lock.value == "t" else { return 0 }
    var removed = 0
    var tables: [(name: String, expired: String, limit: Int64)] = []
    if limits.hour != .min {
      tables += ["observation", "sender", "hourly", "name", "network", "writer"].map {
        ($0, expired($0), Int64(limits.hour))
      }
    }
    if limits.recordTime != .min { tables.append(("record", expired("record"), limits.recordTime)) }
    for table in tables where removed < portion {
      removed += try connection.execute(
        """
        DELETE FROM spf.\(table.name) WHERE ctid = ANY (ARRAY (
          SELECT ctid FROM spf.\(table.name) AS t WHERE \(table.expired) LIMIT $2 FOR UPDATE SKIP LOCKED))
        """, ["\(table.limit)", "\(portion - removed)"]
      ).affected
    }
    return removed
  }

  /// Whether a row `t` is older than `$1`. Sums stay while an observation that another host was writing is still there;
  /// the lock of the sums is held since the observations were removed.
  private static func expired(_ table: String) -> String {
    switch table {
    case "sender":
      """
      last_hour < $1 AND NOT EXISTS (
        SELECT FROM spf.observation o WHERE o.domain = t.domain AND o.network = t.network)
      """
    case "hourly": "hour < $1 AND count <= 0"
    case "record": "last_seen < $1"
    default: "hour < $1"
    }
  }
}
