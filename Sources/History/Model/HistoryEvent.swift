/// Something about history that the operator is to know.
public enum HistoryEvent: Sendable, Hashable, CustomStringConvertible {
  /// History cannot be written any more. Said once, until ``recovered(location:dropped:)``.
  case failed(HistoryError)
  /// History is written again; so many observations found no room in between.
  case recovered(location: String, dropped: Int)
  /// Observations found no room although history is written: there are more different ones than are kept at a time.
  case dropped(Int)
  /// A damaged database was renamed and a new one begun.
  case setAside(location: String, renamed: String, reason: String)

  /// The store did not end in time when history was closed: what it was not yet given is lost.
  case abandoned(location: String)

  /// Whether something does not work.
  public var isTrouble: Bool {
    if case .recovered = self { return false }
    return true
  }

  /// One line for a log.
  public var description: String {
    switch self {
    case .failed(let error):
      "history is not written, mail goes on: \(error)"
    case .recovered(let location, let dropped):
      "history is written again to \(location)"
        + (dropped == 0 ? "" : "; \(dropped) observations were dropped")
    case .dropped(let count):
      "\(count) observations were dropped: more different senders than history holds between two writes"
    case .abandoned(let location):
      "history: \(location) does not answer, and is not waited for any longer: what was counted since the last write is lost"
    case .setAside(let location, let renamed, let reason):
      "history: \(location) was damaged (\(reason)); it is kept as \(renamed), and a new one was begun"
    }
  }
}
