/// A question about senders as SQL, the same for both databases: numbers alone, which need no parameters.
struct SenderFilter {
  /// What must be so of a row `s` of the table of senders.
  let conditions: [String]
  /// What a list is ordered by.
  let order: String

  init(_ query: SenderSummaryQuery) {
    var conditions: [String] = []
    let rank: String
    let hour: String
    switch query.order {
    case .latest: (rank, hour) = ("s.last_hour", "s.last_hour")
    case .latestTrouble: (rank, hour) = ("s.trouble_hour", "s.trouble_hour")
    case .mostRefused: (rank, hour) = ("s.refused", "s.trouble_hour")
    }
    if query.order != .latest { conditions.append("s.troubled > 0") }
    conditions.append("\(hour) >= \(query.hours.lowerBound) AND \(hour) < \(query.hours.upperBound)")
    if let results = query.results { conditions.append("(s.results & \(results.rawValue)) <> 0") }
    if let after = query.after {
      conditions.append("(\(rank), s.domain, s.network) < (\(after.rank), \(after.domain), \(after.network))")
    }
    self.conditions = conditions
    order = "\(rank) DESC, s.domain DESC, s.network DESC"
  }
}
