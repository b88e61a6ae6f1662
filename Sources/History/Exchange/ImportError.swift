/// Why a line cannot be imported. The lines before it are in the store, and importing again does not count them twice.
public struct ImportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong, and what was expected.
  public let reason: String

  /// The file, the line, and what is wrong.
  public var description: String {
    "\(HistoryText.shown(file)):\(line): \(reason); the lines before it are taken in: correct it and import again"
  }
}
