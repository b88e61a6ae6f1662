internal import Reporting
internal import Synchronization

/// Writes a history as NDJSON: one JSON object on each line.
public enum HistoryExporter {
  /// Hands the lines of `store` to `write`, some at a time; gives their number without the first and the last.
  @discardableResult
  public static func export(_ store: any HistoryStore, _ write: @escaping @Sendable (String) throws -> Void)
    async throws -> Int
  {
    let count = Mutex(0)
    try write(try text([.begin(version: ExchangeLine.version)]))
    try await store.export { portion in
      let lines: [ExchangeLine] =
        switch portion {
        case .observations(let items, let origin): items.map { .observation($0, origin: origin) }
        case .records(let items): items.map { .record($0) }
        }
      try write(try text(lines))
      count.withLock { $0 += lines.count }
    }
    let total = count.withLock { $0 }
    try write(try text([.end(lines: total)]))
    return total
  }

  private static func text(_ lines: [ExchangeLine]) throws -> String {
    try lines.map { try JSONText.encode($0, isPretty: false) + "\n" }.joined()
  }
}
