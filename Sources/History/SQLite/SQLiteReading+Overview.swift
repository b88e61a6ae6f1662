internal import GRDB
internal import SPF

extension SQLiteReading {
  static func results(_ query: ResultQuery, _ database: Database) throws -> [ResultCount] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT identity, result, action, hour / ? * ? AS start, sum(count) FROM hourly
        WHERE hour >= ? AND hour < ? GROUP BY start, identity, result, action
        HAVING sum(count) > 0
        ORDER BY start, identity, result, action
        """,
      arguments: [query.step, query.step, query.hours.lowerBound, query.hours.upperBound])
    return rows.compactMap { ResultCount(columns: [$0[0], $0[1], $0[2]], numbers: [$0[3], $0[4]]) }
  }

  static func summaries(_ query: SenderSummaryQuery, _ database: Database) throws -> [SenderSummary] {
    let filter = SenderFilter(query)
    var conditions = filter.conditions
    var arguments: StatementArguments = []
    if let domain = query.domain {
      conditions.append("s.domain = (SELECT id FROM name WHERE text = ?)")
      arguments += [domain]
    }
    if let networks = query.networks {
      let marks = networks.map { _ in "?" }.joined(separator: ", ")
      conditions.append("s.network IN (SELECT id FROM network WHERE text IN (\(marks)))")
      arguments += StatementArguments(networks.map(\.prefixed))
    }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT d.text, n.text, s.first_hour, s.last_hour, s.trouble_hour, s.results, s.passed, s.troubled, s.refused,
          s.domain, s.network
        FROM (SELECT * FROM sender s WHERE \(conditions.joined(separator: " AND "))
          ORDER BY \(filter.order) LIMIT \(query.limit)) s
          JOIN name d ON d.id = s.domain JOIN network n ON n.id = s.network
        ORDER BY \(filter.order)
        """, arguments: arguments)
    return rows.compactMap { row in
      SenderSummary(columns: [row[0], row[1]], numbers: (2..<11).map { row[$0] })
    }
  }

  static func observations(_ query: ObservationQuery, _ database: Database) throws -> [Observation] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT d.text, o.identity, n.text, h.text, r.text, o.result, o.action, o.hour, sum(o.count)
        FROM observation o JOIN name d ON d.id = o.domain JOIN network n ON n.id = o.network
          JOIN name h ON h.id = o.helo JOIN name r ON r.id = o.reverse_name
        WHERE d.text = ? AND n.text = ? AND o.hour >= ? AND o.hour < ?
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY o.hour DESC, 2, 4, 5, 6, 7 LIMIT ?
        """,
      arguments: [
        query.domain, query.network.prefixed, query.hours.lowerBound, query.hours.upperBound, query.limit,
      ])
    return rows.compactMap { row in
      Observation(columns: (0..<7).map { row[$0] }, hour: row[7], count: row[8])
    }
  }
}
