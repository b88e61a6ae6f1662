internal import DNS
internal import SPF

/// Why one side of a comparison cannot be read.
public struct SourceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong: what was given, or a file.
  public enum Cause: Sendable, Hashable {
    /// What was given, or what DNS says about it.
    case argument
    /// A file that cannot be read.
    case file
    /// A file that can be read and not be understood.
    case content
  }

  /// What was given.
  public let given: String
  /// What is wrong or was expected.
  public let message: String
  /// What to do.
  public let remedy: String

  /// What is wrong.
  public let cause: Cause

  init(given: String, message: String, remedy: String, cause: Cause = .argument) {
    self.given = given
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }

  /// What `body` gives; a mistake in a file gets `cause`.
  static func reading<T>(_ cause: Cause, _ body: () throws(ZoneFileError) -> T) throws(SourceError) -> T {
    do throws(ZoneFileError) {
      return try body()
    } catch {
      let place = [error.line, error.column].compactMap { $0 }.map { ":\($0)" }.joined()
      throw SourceError(
        given: "\(error.file)\(place)", message: error.message, remedy: error.remedy, cause: cause)
    }
  }

  /// `what was given: what is wrong. What to do.`
  public var description: String { "\(Printable.text(given)): \(message). \(remedy)" }
}
