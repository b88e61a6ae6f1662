/// Why a zone file cannot be used.
public struct ZoneFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, from 1; nil if no line is to blame.
  public let line: Int?
  /// The column in octets, from 1; nil if no column is to blame.
  public let column: Int?
  /// What is wrong or was expected.
  public let message: String
  /// What to do.
  public let remedy: String

  /// `FILE:LINE:COLUMN: what is wrong. What to do.`
  public var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(message). \(remedy)"
  }
}
