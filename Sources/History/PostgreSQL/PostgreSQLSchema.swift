/// The schema, as numbered steps that are only ever added to. All of it is in the schema `spf`.
enum PostgreSQLSchema {
  /// The last version.
  static var version: Int { migrations.count }
  /// Advisory locks are numbers that all programs of a database share: `SPFh` and ours.
  static let migrationLock = 0x5350_4668_0001
  static let removalLock = 0x5350_4668_0002
  static let rollupLock = 0x5350_4668_0003

  /// Brings the database to `version`; many hosts may try at once. A later version is not touched.
  static func migrate(
    _ connection: PostgreSQLConnection, to target: Int = version, location: String, identity: () -> String
  ) throws(HistoryError) {
    guard try current(connection, location) < target else { return }
    try connection.transaction { () throws(HistoryError) in
      try connection.execute("SELECT pg_advisory_xact_lock(\(migrationLock))")
      // Another host may have been first.
      let found = try current(connection, location)
      guard found < target else { return false }
      for number in found..<target {
        try connection.execute(migrations[number])
        if number == 0 {
          try connection.execute("INSERT INTO spf.origin (identity) VALUES ($1)", [identity()])
        }
      }
      try connection.execute("UPDATE spf.history_version SET version = \(target)")
      return true
    }
  }

  private static func current(_ connection: PostgreSQLConnection, _ location: String) throws(HistoryError)
    -> Int
  {
    // Not to_regclass(): it answers from a cache, which does not know what another host has made a moment ago.
    let known = try connection.execute(
      "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = 'spf' AND tablename = 'history_version'", [])
    guard known.value != nil else { return 0 }
    let value = try connection.execute("SELECT version FROM spf.history_version", []).value
    guard let found = value.flatMap({ Int($0) }), found <= version else {
      throw HistoryError(
        .newerSchema(found: value.flatMap { Int($0) } ?? 0, known: version), location: location,
        reason: "it was written by a later version")
    }
    return found
  }

  /// The step at index n makes version n + 1.
  static let migrations = [
    """
    CREATE SCHEMA IF NOT EXISTS spf;
    CREATE TABLE spf.history_version (version integer NOT NULL);
    INSERT INTO spf.history_version VALUES (0);
    CREATE TABLE spf.origin (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, identity text NOT NULL UNIQUE
    );
    CREATE TABLE spf.name (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL UNIQUE, hour integer NOT NULL
    );
    CREATE INDEX name_hour ON spf.name (hour);
    CREATE TABLE spf.network (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, address cidr NOT NULL UNIQUE, hour integer NOT NULL
    );
    CREATE INDEX network_hour ON spf.network (hour);
    CREATE TABLE spf.observation (
      domain bigint NOT NULL, network bigint NOT NULL, hour integer NOT NULL,
      identity text NOT NULL, result text NOT NULL, action text NOT NULL,
      helo bigint NOT NULL, reverse_name bigint NOT NULL, origin bigint NOT NULL,
      count bigint NOT NULL CHECK (count > 0),
      PRIMARY KEY (domain, network, hour, identity, result, action, helo, reverse_name, origin)
    );
    CREATE INDEX observation_hour ON spf.observation (hour);
    CREATE TABLE spf.record (
      domain text NOT NULL, digest bigint NOT NULL, text text NOT NULL, ttl bigint NOT NULL,
      first_seen bigint NOT NULL, last_seen bigint NOT NULL,
      PRIMARY KEY (domain, digest)
    );
    CREATE INDEX record_last_seen ON spf.record (last_seen);
    CREATE TABLE spf.writer (identity text PRIMARY KEY, sequence bigint NOT NULL, hour integer NOT NULL);
    """,
    // For people with a database shell.
    """
    CREATE VIEW spf.observations AS
      SELECT to_timestamp(o.hour * 3600.0) AS hour, d.text AS domain, o.identity, n.address AS network,
        h.text AS helo, r.text AS reverse_name, o.result, o.action, sum(o.count) AS count
      FROM spf.observation o JOIN spf.name d ON d.id = o.domain JOIN spf.network n ON n.id = o.network
        JOIN spf.name h ON h.id = o.helo JOIN spf.name r ON r.id = o.reverse_name
      GROUP BY o.hour, d.text, o.identity, n.address, h.text, r.text, o.result, o.action;
    CREATE VIEW spf.records AS
      SELECT domain, text, ttl, to_timestamp(first_seen) AS first_seen, to_timestamp(last_seen) AS last_seen
      FROM spf.record;
    """,
    links,
    rollups,
  ]
}
