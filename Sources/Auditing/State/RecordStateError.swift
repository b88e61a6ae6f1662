/// Why a file with a state cannot be used. It is not overwritten then.
public struct RecordStateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, from 1, if it is known.
  public let line: Int?
  /// What is wrong, and what was expected.
  public let message: String

  /// `file:line: what is wrong. What to do.`
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(message). It is left as it is: move it away to begin anew, or name another file."
  }
}
