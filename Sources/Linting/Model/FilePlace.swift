/// A place in a file.
public struct FilePlace: Sendable, Hashable {
  /// The file as it was named.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in octets, from 1.
  public let column: Int
}
