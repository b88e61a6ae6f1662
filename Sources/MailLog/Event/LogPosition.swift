/// A place in a log.
public struct LogPosition: Sendable, Hashable, Codable {
  /// The file as named by the user; `-` for standard input.
  public var file: String
  /// The line, counted from 1.
  public var line: Int

  /// A place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}
