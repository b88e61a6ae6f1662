internal import SPF

extension SQLiteSchema {
  /// What overviews read: sums that triggers keep up to date within the transaction of whoever writes, be it this
  /// program or a database shell.
  static let rollups = """
    CREATE TABLE hourly (
      hour INTEGER NOT NULL, identity TEXT NOT NULL, result TEXT NOT NULL, action TEXT NOT NULL,
      count INTEGER NOT NULL, PRIMARY KEY (hour, identity, result, action)
    ) WITHOUT ROWID;
    CREATE TABLE sender (
      domain INTEGER NOT NULL, network INTEGER NOT NULL, first_hour INTEGER NOT NULL, last_hour INTEGER NOT NULL,
      trouble_hour INTEGER NOT NULL, results INTEGER NOT NULL, passed INTEGER NOT NULL, troubled INTEGER NOT NULL,
      refused INTEGER NOT NULL, PRIMARY KEY (domain, network)
    ) WITHOUT ROWID;
    CREATE INDEX sender_network ON sender (network);
    CREATE INDEX sender_last ON sender (last_hour, domain, network);
    CREATE INDEX sender_trouble ON sender (trouble_hour, domain, network) WHERE troubled > 0;
    CREATE TRIGGER observation_added AFTER INSERT ON observation BEGIN
      \(sums("NEW.count"))
    END;
    CREATE TRIGGER observation_changed AFTER UPDATE OF count ON observation WHEN NEW.count != OLD.count BEGIN
      \(sums("NEW.count - OLD.count"))
    END;
    CREATE TRIGGER observation_removed AFTER DELETE ON observation BEGIN
      UPDATE hourly SET count = count - OLD.count WHERE hour = OLD.hour AND identity = OLD.identity
        AND result = OLD.result AND action = OLD.action;
      UPDATE sender SET passed = passed - iif(OLD.result = 'pass', OLD.count, 0),
        troubled = troubled - iif(\(old.troubled), OLD.count, 0),
        refused = refused - iif(\(old.refused), OLD.count, 0)
        WHERE domain = OLD.domain AND network = OLD.network;
    END;
    INSERT INTO hourly SELECT hour, identity, result, action, sum(count) FROM observation GROUP BY 1, 2, 3, 4;
    INSERT INTO sender
      SELECT o.domain, o.network, min(o.hour), max(o.hour), max(iif(\(each.troubled), o.hour, 0)),
        \(SPFResult.allCases.map { "max(o.result = '\($0.rawValue)') * \(ResultSet([$0]).rawValue)" }
          .joined(separator: " + ")),
        sum(iif(o.result = 'pass', o.count, 0)), sum(iif(\(each.troubled), o.count, 0)),
        sum(iif(\(each.refused), o.count, 0))
      FROM observation o GROUP BY o.domain, o.network;
    """

  private static let new = Rollup(row: "NEW")
  private static let old = Rollup(row: "OLD")
  private static let each = Rollup(row: "o")

  /// Adds `count` messages of the row `NEW` to the sums.
  private static func sums(_ count: String) -> String {
    """
    INSERT INTO hourly (hour, identity, result, action, count)
      VALUES (NEW.hour, NEW.identity, NEW.result, NEW.action, \(count))
      ON CONFLICT (hour, identity, result, action) DO UPDATE SET count = count + excluded.count;
    INSERT INTO sender
      VALUES (NEW.domain, NEW.network, NEW.hour, NEW.hour, iif(\(new.troubled), NEW.hour, 0), \(new.mask),
        iif(NEW.result = 'pass', \(count), 0), iif(\(new.troubled), \(count), 0),
        iif(\(new.refused), \(count), 0))
      ON CONFLICT (domain, network) DO UPDATE SET first_hour = min(first_hour, excluded.first_hour),
        last_hour = max(last_hour, excluded.last_hour), trouble_hour = max(trouble_hour, excluded.trouble_hour),
        results = results | excluded.results, passed = passed + excluded.passed,
        troubled = troubled + excluded.troubled, refused = refused + excluded.refused;
    """
  }
}
