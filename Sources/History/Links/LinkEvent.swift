/// Something about links that the operator is to know.
public enum LinkEvent: Sendable, Hashable, CustomStringConvertible {
  /// Links cannot be written any more. Said once, until ``recovered(location:)``.
  case failed(HistoryError)
  /// Links are written again.
  case recovered(location: String)
  /// The store did not end in time when it was closed: links that it was not yet given are lost.
  case abandoned(location: String)

  /// Whether something does not work.
  public var isTrouble: Bool {
    if case .recovered = self { return false }
    return true
  }

  /// One line for a log.
  public var description: String {
    switch self {
    case .failed(let error): "links of refusals are not written, refusals have the plain address: \(error)"
    case .recovered(let location): "links of refusals are written again to \(location)"
    case .abandoned(let location):
      "links of refusals: \(location) does not answer, and is not waited for any longer: the last ones are lost"
    }
  }
}
