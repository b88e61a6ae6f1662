internal import SPF

extension PostgreSQLSchema {
  /// What overviews read: sums that triggers keep up to date within the transaction of whoever writes.
  ///
  /// Those who write take the lock one after the other, at the end of their statements: all share the rows of the hour.
  static let rollups = """
    CREATE TABLE spf.hourly (
      hour integer NOT NULL, identity text NOT NULL, result text NOT NULL, action text NOT NULL, count bigint NOT NULL,
      PRIMARY KEY (hour, identity, result, action)
    );
    CREATE TABLE spf.sender (
      domain bigint NOT NULL, network bigint NOT NULL, first_hour integer NOT NULL, last_hour integer NOT NULL,
      trouble_hour integer NOT NULL, results integer NOT NULL, passed bigint NOT NULL, troubled bigint NOT NULL,
      refused bigint NOT NULL, PRIMARY KEY (domain, network)
    );
    CREATE INDEX sender_network ON spf.sender (network);
    CREATE INDEX sender_last ON spf.sender (last_hour, domain, network);
    CREATE INDEX sender_trouble ON spf.sender (trouble_hour, domain, network) WHERE troubled > 0;
    CREATE FUNCTION spf.observation_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_advisory_xact_lock(\(rollupLock));
      \(sums(of: "(SELECT * FROM added)"))
      RETURN NULL;
    END $$;
    CREATE FUNCTION spf.observation_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_advisory_xact_lock(\(rollupLock));
      \(sums(of: changes))
      RETURN NULL;
    END $$;
    CREATE FUNCTION spf.observation_removed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_advisory_xact_lock(\(rollupLock));
      UPDATE spf.hourly AS t SET count = t.count - r.count
        FROM (SELECT hour, identity, result, action, sum(count)::bigint AS count FROM removed GROUP BY 1, 2, 3, 4) AS r
        WHERE (t.hour, t.identity, t.result, t.action) = (r.hour, r.identity, r.result, r.action);
      UPDATE spf.sender AS t SET passed = t.passed - r.passed, troubled = t.troubled - r.troubled,
          refused = t.refused - r.refused
        FROM (SELECT o.domain, o.network, \(counts) FROM removed AS o GROUP BY 1, 2) AS r
        WHERE (t.domain, t.network) = (r.domain, r.network);
      RETURN NULL;
    END $$;
    LOCK TABLE spf.observation IN SHARE ROW EXCLUSIVE MODE;
    CREATE TRIGGER observation_added AFTER INSERT ON spf.observation
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION spf.observation_added();
    CREATE TRIGGER observation_changed AFTER UPDATE ON spf.observation
      REFERENCING OLD TABLE AS before NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION spf.observation_changed();
    CREATE TRIGGER observation_removed AFTER DELETE ON spf.observation
      REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION spf.observation_removed();
    \(sums(of: "spf.observation"))
    """

  private static let each = Rollup(row: "o")

  /// The changed rows, with what was added to their counts.
  private static let changes = """
    (SELECT a.domain, a.network, a.hour, a.identity, a.result, a.action, a.count - b.count AS count
      FROM added a JOIN before b USING (domain, network, hour, identity, result, action, helo, reverse_name, origin)
      WHERE a.count <> b.count)
    """

  /// The three counts of a sender.
  private static let counts = """
    coalesce(sum(o.count) FILTER (WHERE o.result = 'pass'), 0)::bigint AS passed,
    coalesce(sum(o.count) FILTER (WHERE \(each.troubled)), 0)::bigint AS troubled,
    coalesce(sum(o.count) FILTER (WHERE \(each.refused)), 0)::bigint AS refused
    """

  /// Adds the counts of `rows` to the sums.
  private static func sums(of rows: String) -> String {
    """
    INSERT INTO spf.hourly AS t (hour, identity, result, action, count)
      SELECT hour, identity, result, action, sum(count)::bigint FROM \(rows) AS o
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      ON CONFLICT (hour, identity, result, action) DO UPDATE SET count = t.count + excluded.count;
    INSERT INTO spf.sender AS t
      SELECT o.domain, o.network, min(o.hour), max(o.hour),
        coalesce(max(o.hour) FILTER (WHERE \(each.troubled)), 0), bit_or(\(each.mask)), \(counts)
      FROM \(rows) AS o GROUP BY 1, 2 ORDER BY 1, 2
      ON CONFLICT (domain, network) DO UPDATE SET first_hour = least(t.first_hour, excluded.first_hour),
        last_hour = greatest(t.last_hour, excluded.last_hour),
        trouble_hour = greatest(t.trouble_hour, excluded.trouble_hour),
        results = t.results | excluded.results, passed = t.passed + excluded.passed,
        troubled = t.troubled + excluded.troubled, refused = t.refused + excluded.refused;
    """
  }
}
