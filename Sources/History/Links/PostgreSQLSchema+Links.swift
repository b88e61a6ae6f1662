extension PostgreSQLSchema {
  /// The links of refusals.
  static let links = """
    CREATE TABLE spf.link (
      token text PRIMARY KEY, made bigint NOT NULL, expires bigint NOT NULL, scope text NOT NULL,
      identity text NOT NULL, client text NOT NULL, helo text NOT NULL, recipient_domain text NOT NULL,
      receiver text NOT NULL
    );
    CREATE INDEX link_expires ON spf.link (expires);
    """
}
