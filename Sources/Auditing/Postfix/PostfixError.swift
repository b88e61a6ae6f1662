/// Why a Postfix configuration could not be read.
public struct PostfixError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let message: String

  /// What is wrong, and what to do.
  public var description: String {
    "--postfix: \(message). Name the folder with main.cf, or write a file with senders instead."
  }
}
