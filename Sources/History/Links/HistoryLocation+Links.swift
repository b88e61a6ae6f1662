extension HistoryLocation {
  /// The links that are kept there. A file that is not there is made, or that is an error unless `creates`. `now` gives
  /// seconds since 1970.
  public func linkStore(
    creates: Bool = true, now: @escaping @Sendable () -> Int64
  ) throws(HistoryError) -> any LinkStore {
    switch self {
    case .sqlite(let path): SQLiteStore(path: path, creates: creates, now: now)
    case .postgresql(let target): try PostgreSQLStore(target)
    }
  }
}
