/// A place in a file.
public struct FilePlace: Sendable, Hashable {
  /// The file as it was named.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in octets, from 1.
  public let column: Int
  /// The column in Unicode code points of UTF-8, from 1.
  public let character: Int
}

extension FilePlace: Comparable {
  /// Earlier in the file.
  public static func < (left: FilePlace, right: FilePlace) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
