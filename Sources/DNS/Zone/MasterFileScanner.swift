/// Splits a master file into entries and their words (RFC 1035 section 5.1).
package struct MasterFileScanner {
  /// A word with its escapes, as written.
  package struct Word: Sendable {
    package let text: ArraySlice<UInt8>
    package let isQuoted: Bool
    package let line: Int
    package let column: Int
  }

  /// What stands on a line, or on several joined by parentheses.
  struct Entry {
    var words: [Word] = []
    var startsWithBlank = false

    /// Whether it is a control entry, such as `$ORIGIN`.
    var isDirective: Bool {
      guard !startsWithBlank, let first = words.first else { return false }
      return first.text.first == UInt8(ascii: "$") && !first.isQuoted
    }
  }

  private let file: String
  private let content: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0

  init(file: String, content: [UInt8]) {
    self.file = file
    self.content = content
  }

  /// The next entry that holds a word; nil at the end.
  mutating func next() throws(ZoneFileError) -> Entry? {
    var entry = Entry()
    var depth = 0
    var open = (line: 0, column: 0)
    while index < content.count {
      let octet = content[index]
      switch octet {
      case UInt8(ascii: "\n"):
        index += 1
        line += 1
        lineStart = index
        if depth == 0 {
          if !entry.words.isEmpty { return entry }
          entry.startsWithBlank = false
        }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        if index == lineStart, depth == 0 { entry.startsWithBlank = true }
        index += 1
      case UInt8(ascii: ";"):
        while index < content.count, content[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "("):
        depth += 1
        open = (line, column)
        index += 1
      case UInt8(ascii: ")"):
        guard depth > 0 else {
          throw error(line, column, "a \")\" without \"(\"", "Remove it.")
        }
        depth -= 1
        index += 1
      default:
        entry.words.append(octet == UInt8(ascii: "\"") ? try quoted() : word())
      }
    }
    guard depth == 0 else { throw error(open.line, open.column, "a \"(\" without \")\"", "Close it.") }
    return entry.words.isEmpty ? nil : entry
  }

  private var column: Int { index - lineStart + 1 }

  private mutating func quoted() throws(ZoneFileError) -> Word {
    let start = (line, column)
    index += 1
    let first = index
    while index < content.count, content[index] != UInt8(ascii: "\""), content[index] != UInt8(ascii: "\n") {
      index += content[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < content.count, content[index] == UInt8(ascii: "\"") else {
      throw error(start.0, start.1, "a string without an end", "Close the quotation mark on the same line.")
    }
    defer { index += 1 }
    return Word(text: content[first..<index], isQuoted: true, line: start.0, column: start.1)
  }

  private mutating func word() -> Word {
    let start = (line, column)
    let first = index
    scan: while index < content.count {
      switch content[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""):
        break scan
      case UInt8(ascii: "\\"):
        // The octet behind belongs to the word, whatever it is, except the end of the line.
        index += index + 1 < content.count && content[index + 1] != UInt8(ascii: "\n") ? 2 : 1
      default: index += 1
      }
    }
    return Word(text: content[first..<index], isQuoted: false, line: start.0, column: start.1)
  }

  func error(_ line: Int, _ column: Int, _ message: String, _ remedy: String) -> ZoneFileError {
    ZoneFileError(file: file, line: line, column: column, message: message, remedy: remedy)
  }
}
