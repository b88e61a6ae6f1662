extension SQLiteSchema {
  /// The links of refusals.
  static let links = """
    CREATE TABLE link (
      token TEXT PRIMARY KEY, made INTEGER NOT NULL, expires INTEGER NOT NULL, scope TEXT NOT NULL,
      identity TEXT NOT NULL, client TEXT NOT NULL, helo TEXT NOT NULL, recipient_domain TEXT NOT NULL,
      receiver TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX link_expires ON link (expires);
    """
}
