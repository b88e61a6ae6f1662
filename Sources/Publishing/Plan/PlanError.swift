internal import SPF

/// Why there is no plan: what was asked for would break something, or cannot be understood.
public struct PlanError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What it is about: an argument, a term, a domain.
  public let subject: String
  /// What is wrong.
  public let message: String
  /// What to do.
  public let remedy: String

  init(_ subject: String, _ message: String, _ remedy: String) {
    self.subject = subject
    self.message = message
    self.remedy = remedy
  }

  /// `subject: what is wrong. What to do.`
  public var description: String { "\(Printable.text(subject)): \(message). \(remedy)" }
}
