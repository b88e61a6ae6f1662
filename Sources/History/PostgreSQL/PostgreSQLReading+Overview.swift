internal import SPF

extension PostgreSQLReading {
  static func results(_ query: ResultQuery, _ connection: PostgreSQLConnection) throws(HistoryError)
    -> [ResultCount]
  {
    try connection.execute(
      """
      SELECT identity, result, action, hour / $1::integer * $1::integer, sum(count) FROM spf.hourly
      WHERE hour >= $2 AND hour < $3 GROUP BY 4, 1, 2, 3 HAVING sum(count) > 0
      ORDER BY 4, identity COLLATE "C", result COLLATE "C", action COLLATE "C"
      """, ["\(query.step)", "\(query.hours.lowerBound)", "\(query.hours.upperBound)"]
    ).rows.compactMap { ResultCount(columns: Array($0[0..<3]), numbers: $0[3...].compactMap { Int($0) }) }
  }

  static func summaries(_ query: SenderSummaryQuery, _ connection: PostgreSQLConnection) throws(HistoryError)
    -> [SenderSummary]
  {
    let filter = SenderFilter(query)
    var conditions = filter.conditions
    var parameters: [String] = []
    if let domain = query.domain {
      parameters.append(domain)
      conditions.append("s.domain = (SELECT id FROM spf.name WHERE text = $\(parameters.count))")
    }
    if let networks = query.networks {
      parameters.append(PostgreSQLArray.text(networks.map(\.prefixed)))
      conditions.append(
        "s.network IN (SELECT id FROM spf.network WHERE address = ANY ($\(parameters.count)::cidr[]))")
    }
    return try connection.execute(
      """
      SELECT d.text, n.address, s.first_hour, s.last_hour, s.trouble_hour, s.results, s.passed, s.troubled, s.refused,
        s.domain, s.network
      FROM (SELECT * FROM spf.sender s WHERE \(conditions.joined(separator: " AND "))
        ORDER BY \(filter.order) LIMIT \(query.limit)) s
        JOIN spf.name d ON d.id = s.domain JOIN spf.network n ON n.id = s.network
      ORDER BY \(filter.order)
      """, parameters
    ).rows.compactMap { row in
      SenderSummary(
        columns: Array(row[0..<2]), numbers: row[2...].compactMap { Int($0) })
    }
  }

  static func observations(_ query: ObservationQuery, _ connection: PostgreSQLConnection) throws(HistoryError)
    -> [Observation]
  {
    try connection.execute(
      """
      SELECT d.text, o.identity, n.address, h.text, r.text, o.result, o.action, o.hour, sum(o.count)
      FROM spf.observation o JOIN spf.name d ON d.id = o.domain JOIN spf.network n ON n.id = o.network
        JOIN spf.name h ON h.id = o.helo JOIN spf.name r ON r.id = o.reverse_name
      WHERE d.text = $1 AND n.address = $2::cidr AND o.hour >= $3 AND o.hour < $4
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
      ORDER BY o.hour DESC, o.identity COLLATE "C", h.text COLLATE "C", r.text COLLATE "C", o.result COLLATE "C",
        o.action COLLATE "C" LIMIT $5
      """,
      [
        query.domain, query.network.prefixed, "\(query.hours.lowerBound)", "\(query.hours.upperBound)",
        "\(query.limit)",
      ]
    ).rows.compactMap { row in
      Observation(columns: Array(row[0..<7]), hour: Int(row[7]) ?? 0, count: Int(row[8]) ?? 0)
    }
  }
}
