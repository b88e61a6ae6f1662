/// Something about links that the operator is to know.
public enum LinkEvent: Sendable, Hashable, CustomStringConvertible {
  /// Links cannot be written any more. Said once, until ``recovered(location:)``.
  case failed(HistoryError)
  /// Links are written again.
  case recovered(location: String)

  /// Whether something does not work.
  public var isTrouble: Bool {
    if case .failed = self { return true }
    return false
  }

  /// One line for a log.
  public var description: String {
    switch self {
    case .failed(let error): "links of refusals are not written, refusals have the plain address: \(error)"
    case .recovered(let location): "links of refusals are written again to \(location)"
    }
  }
}
