/// Why a zone file cannot be used.
public struct ZoneFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of mistake it is, as far as somebody wants to tell them apart.
  public enum Kind: Sendable, Hashable {
    /// Something that no zone file may hold, or the file cannot be read at all.
    case syntax
    /// A control entry that is not followed, such as `$INCLUDE`.
    case directive
    /// A string of more than 255 octets.
    case longString
  }

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
  /// What kind of mistake it is.
  public let kind: Kind

  /// A mistake.
  init(
    file: String, line: Int?, column: Int?, message: String, remedy: String, kind: Kind = .syntax
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.remedy = remedy
    self.kind = kind
  }

  /// `FILE:LINE:COLUMN: what is wrong. What to do.`
  public var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(message). \(remedy)"
  }
}
