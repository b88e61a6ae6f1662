/// A file as it was read, to find places in it.
struct FileText: Sendable {
  /// The file as it was named.
  let name: String
  private let octets: [UInt8]
  private let lineStarts: [Int]

  /// The file called `name` with these octets; a byte order mark in front is not part of its text.
  init(name: String, _ octets: [UInt8]) {
    self.name = name
    self.octets = octets
    let first = octets.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    lineStarts =
      [first] + octets.indices.lazy.filter { octets[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The place of a line and a column in octets, both from 1.
  func place(line: Int, column: Int) -> FilePlace {
    var character = column
    if lineStarts.indices.contains(line - 1) {
      let start = lineStarts[line - 1]
      let before = octets[start..<min(start + column - 1, octets.count)]
      // All octets of UTF-8 but those that go on with a character.
      character = before.reduce(1) { $0 + ($1 & 0xc0 == 0x80 ? 0 : 1) }
    }
    return FilePlace(file: name, line: line, column: column, character: character)
  }
}
