/// Why a service cannot start.
public struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What, what was expected, and what helps.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
