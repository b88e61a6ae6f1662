/// What the policy service tells of itself, as an overview shows it.
struct ServiceNumbers: Sendable {
  /// A number and what it is.
  struct Row: Sendable {
    let value: String
    let label: Phrase
  }

  let rows: [Row]

  /// Greater numbers are none of a service, and would not fit into what is made of them.
  private static let most = 1e12

  /// From a page in Prometheus' text form; nil if it has nothing of it.
  init?(metrics text: String) {
    var values: [String: Double] = [:]
    var buckets: [(bound: Double, count: Double)] = []
    for line in text.split(separator: "\n").prefix(2000) where !line.hasPrefix("#") {
      guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]),
        (0..<Self.most).contains(value)
      else { continue }
      let name = line[..<space]
      if name.hasPrefix("spf_request_duration_seconds_bucket") {
        guard let range = name.firstRange(of: "le=\"") else { continue }
        let bound = name[range.upperBound...].prefix { $0 != "\"" }
        let limit = Double(bound).flatMap { (0..<Self.most).contains($0) ? $0 : nil } ?? .infinity
        // Of several kinds of answers the sum is wanted.
        if let index = buckets.firstIndex(where: { $0.bound == limit }) {
          buckets[index].count += value
        } else {
          buckets.append((limit, value))
        }
      } else {
        values[String(name.prefix { $0 != "{" }), default: 0] += value
      }
    }
    var rows: [Row] = []
    buckets.sort { $0.bound < $1.bound }
    if let all = buckets.last?.count, all > 0 {
      for (part, label) in [(0.5, "p50"), (0.99, "p99")] {
        if let bound = buckets.first(where: { $0.count >= all * part })?.bound {
          rows.append(
            Row(
              value: bound.isFinite ? "≤ \(Self.duration(bound))" : "–",
              label: Phrase("answer time, \(label)", "応答時間 \(label)")))
        }
      }
    }
    let hits = values["spf_cache_hits_total"] ?? 0
    let misses = values["spf_cache_misses_total"] ?? 0
    if hits + misses > 0 {
      rows.append(
        Row(
          value: "\(Int(hits * 100 / (hits + misses))) %",
          label: Phrase("look-ups from the cache", "キャッシュからの応答")))
    }
    for (name, label) in [
      ("spf_cache_entries", Phrase("answers kept", "保持中の応答")),
      ("spf_connections", Phrase("connections open", "接続数")),
      ("spf_requests_waiting", Phrase("requests waiting for DNS", "DNS 待ち")),
    ] {
      if let value = values[name] {
        rows.append(Row(value: CountLabel.full(Int(value)), label: label))
      }
    }
    guard !rows.isEmpty else { return nil }
    self.rows = rows
  }

  /// `250 µs`, `2.5 ms`, `1 s`.
  private static func duration(_ seconds: Double) -> String {
    if seconds >= 1 { return "\(ChartMarkup.number(seconds)) s" }
    if seconds >= 0.001 { return "\(ChartMarkup.number(seconds * 1000)) ms" }
    return "\(ChartMarkup.number(seconds * 1_000_000)) µs"
  }
}
