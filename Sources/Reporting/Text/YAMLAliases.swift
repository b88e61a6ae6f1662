/// Finds aliases in YAML before it is parsed. An alias stands for a whole tree, and a tree of aliases for more than any
/// memory holds.
public enum YAMLAliases {
  /// In comments, things that look like aliases are let pass, but so few that nothing can come of them.
  private static let mostInComments = 16

  /// Where what could be an alias stands, line and column from 1; nil if nowhere.
  public static func first(in text: String) -> (line: Int, column: Int)? {
    var inComments = 0
    for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let column = alias(in: line) else { continue }
      let isComment = line.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
      if isComment { inComments += 1 }
      if !isComment || inComments > mostInComments { return (index + 1, column) }
    }
    return nil
  }

  /// The column of what could be an alias: an asterisk where a word can begin, and a word behind it.
  private static func alias(in line: Substring.UTF8View) -> Int? {
    var last: UInt8 = 0x20
    var column = 0
    var isOpen = false
    for octet in line {
      if isOpen, octet > 0x20 { return column }
      column += 1
      isOpen = octet == UInt8(ascii: "*") && " \t[{,:-?\r\"'".utf8.contains(last)
      last = octet
    }
    return nil
  }
}
