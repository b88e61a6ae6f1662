/// Why the resolver could not be started.
public struct CAresError: Error, Sendable, CustomStringConvertible {
  /// What could not be done and what the library or the system said, with a remedy.
  public let description: String
}
