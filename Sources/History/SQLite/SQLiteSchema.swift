internal import GRDB

/// The schema, as numbered steps that are only ever added to.
enum SQLiteSchema {
  /// `SPFh`, by which file(1) and we know our databases.
  static let applicationID = 0x5350_4668

  /// The last version.
  static var version: Int { migrations.count }

  /// The version of an opened database. One that is of a later version, or another program's, is refused.
  static func version(of database: Database, location: String) throws -> Int {
    var found = 0
    var application = 0
    var isEmpty = true
    // All at one moment: another process may be making the schema.
    try database.inTransaction(.deferred) {
      found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
      return .commit
    }
    guard application == applicationID || isEmpty else {
      throw HistoryError(.refused, location: location, reason: "it is a database of another program")
    }
    guard found <= version else {
      throw HistoryError(
        .newerSchema(found: found, known: version), location: location,
        reason: "it was written by a later version")
    }
    return found
  }

  /// Brings an opened database to `target`. One that is refused is not touched.
  static func migrate(
    _ database: Database, to target: Int = version, location: String, identity: () -> String
  ) throws {
    let found = try version(of: database, location: location)
    guard found < target else { return }
    try database.inTransaction(.immediate) {
      // Another process may have been first.
      let current = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      for number in current..<max(current, target) {
        try database.execute(sql: migrations[number])
        if number == 0 {
          try database.execute(
            sql: "INSERT INTO origin (id, identity) VALUES (1, ?)", arguments: [identity()])
        }
      }
      if current < target {
        try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(target)")
      }
      return .commit
    }
  }

  /// The step at index n makes version n + 1.
  static let migrations = [
    """
    CREATE TABLE origin (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
    CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, hour INTEGER NOT NULL);
    CREATE INDEX name_hour ON name (hour);
    CREATE TABLE network (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, hour INTEGER NOT NULL);
    CREATE INDEX network_hour ON network (hour);
    CREATE TABLE observation (
      id INTEGER PRIMARY KEY,
      domain INTEGER NOT NULL, network INTEGER NOT NULL, hour INTEGER NOT NULL,
      identity TEXT NOT NULL, result TEXT NOT NULL, action TEXT NOT NULL,
      helo INTEGER NOT NULL, reverse_name INTEGER NOT NULL, origin INTEGER NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      UNIQUE (domain, network, hour, identity, result, action, helo, reverse_name, origin)
    );
    CREATE INDEX observation_hour ON observation (hour);
    CREATE TABLE record (
      domain TEXT NOT NULL, digest INTEGER NOT NULL, text TEXT NOT NULL, ttl INTEGER NOT NULL,
      first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
      PRIMARY KEY (domain, digest)
    ) WITHOUT ROWID;
    CREATE INDEX record_last_seen ON record (last_seen);
    CREATE TABLE writer (identity TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hour INTEGER NOT NULL) WITHOUT ROWID;
    """,
    // For people with a database shell.
    """
    CREATE VIEW observations AS
      SELECT datetime(o.hour * 3600, 'unixepoch') AS hour, d.text AS domain, o.identity, n.text AS network,
        h.text AS helo, r.text AS reverse_name, o.result, o.action, sum(o.count) AS count
      FROM observation o JOIN name d ON d.id = o.domain JOIN network n ON n.id = o.network
        JOIN name h ON h.id = o.helo JOIN name r ON r.id = o.reverse_name
      GROUP BY o.hour, d.text, o.identity, n.text, h.text, r.text, o.result, o.action;
    CREATE VIEW records AS
      SELECT domain, text, ttl, datetime(first_seen, 'unixepoch') AS first_seen,
        datetime(last_seen, 'unixepoch') AS last_seen FROM record;
    """,
    links,
    rollups,
  ]
}
