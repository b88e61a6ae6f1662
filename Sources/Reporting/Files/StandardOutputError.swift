/// Standard output that cannot be written.
public struct StandardOutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether nobody reads any more, as behind `| head`: nothing that anybody wants to be told.
  public let isReaderGone: Bool
  /// What the system said.
  public let reason: String

  /// What is wrong, and what to do.
  public var description: String {
    "standard output cannot be written: \(reason); the output is not complete. Make room, or write elsewhere"
  }
}
