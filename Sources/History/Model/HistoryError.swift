/// Why history cannot be read or written.
public struct HistoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of trouble.
  public enum Code: Sendable, Hashable {
    /// The location is none.
    case malformedLocation
    /// A server does not answer, or a file cannot be opened.
    case unreachable
    /// It takes longer than whoever asked would wait.
    case slow
    /// Another process keeps the database locked.
    case locked
    /// There is no room left.
    case full
    /// The file is damaged, or no database.
    case corrupt
    /// The schema was made by a later version of this program.
    case newerSchema(found: Int, known: Int)
    /// The database refused a statement.
    case refused
  }

  /// What kind.
  public let code: Code
  /// Where: the store's location.
  public let location: String
  /// What the database said, made safe to show.
  public let reason: String

  /// An error.
  public init(_ code: Code, location: String, reason: String) {
    self.code = code
    self.location = location
    self.reason = reason
  }

  /// What helps.
  public var remedy: String {
    switch code {
    case .malformedLocation:
      "write sqlite:/PATH or postgresql://USER@HOST/DATABASE"
    case .unreachable: "see that it is there and that this user may use it"
    case .slow: "see what it is busy with, and try again"
    case .locked: "see which other process has it open"
    case .full: "make room on the file system"
    case .corrupt: "restore it from a backup, or take it away"
    case .newerSchema(let found, let known):
      "its schema is version \(found), this program knows \(known): use the program that wrote it, or a later one"
    case .refused: "see the log of the database"
    }
  }

  /// Where, what and what helps.
  public var description: String { "\(location): \(reason); \(remedy)" }
}
