internal import SPF

/// Why one side of a comparison cannot be read.
public struct SourceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was given.
  public let given: String
  /// What is wrong or was expected.
  public let message: String
  /// What to do.
  public let remedy: String

  /// `what was given: what is wrong. What to do.`
  public var description: String { "\(Printable.text(given)): \(message). \(remedy)" }
}
